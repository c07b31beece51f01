import { WithWords } from '../help/WithWords';
import { FiguresPage } from './FiguresPage';

/** The entry point of the published statistics. */
export default function FiguresRoom({ set }: { set: string }) {
  return (
    <WithWords>
      <FiguresPage set={set} />
    </WithWords>
  );
}
