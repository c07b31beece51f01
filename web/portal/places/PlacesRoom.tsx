import { WithWords } from '../help/WithWords';
import { PlacesPage } from './PlacesPage';

/** Where to go. */
export default function PlacesRoom({ type }: { type: string }) {
  return (
    <WithWords>
      <PlacesPage key={type} type={type} />
    </WithWords>
  );
}
