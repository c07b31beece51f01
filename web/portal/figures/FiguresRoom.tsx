import { WithWords } from '../help/WithWords';
import { FiguresPage } from './FiguresPage';

/** Published figures. */
export default function FiguresRoom({ set }: { set: string }) {
  return (
    <WithWords>
      <FiguresPage set={set} />
    </WithWords>
  );
}
