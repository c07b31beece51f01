import { WithWords } from '../help/WithWords';
import { PlacesPage } from './PlacesPage';

/** The entry point of the mediation rooms. */
export default function PlacesRoom({ type }: { type: string }) {
  return (
    <WithWords>
      <PlacesPage key={type} type={type} />
    </WithWords>
  );
}
