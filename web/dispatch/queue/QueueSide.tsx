import type { ComponentProps } from 'react';
import { DeskFoot } from '../DeskParts';
import { StaleLine } from '../NewsLine';
import { SelectionBar } from '../selection/SelectionBar';
import { maySelect } from './queue';
import { QueuePane } from './QueuePane';
import type { useDesk } from '../useDesk';

type Pane = ComponentProps<typeof QueuePane>;

interface QueueSideProps extends Omit<
  Pane,
  'counts' | 'queue' | 'cases' | 'tasks' | 'arrivedIds' | 'onMore' | 'onRetry'
> {
  desk: ReturnType<typeof useDesk>;
  onTab: Pane['onTab'];
  onOpenSelection: () => void;
  onHelp: () => void;
}

/** The left side of the desk: connection state, queue, selection bar, number of rows. */
export function QueueSide({ desk, onOpenSelection, onHelp, ...pane }: QueueSideProps) {
  const { selection } = pane;
  return (
    <>
      <StaleLine {...desk.liveness} />
      <QueuePane
        {...pane}
        counts={desk.counts}
        queue={desk}
        cases={desk.cases}
        tasks={desk.tasks}
        arrivedIds={desk.arrivedIds}
        onMore={() => void desk.more()}
        onRetry={() => void desk.reload()}
      />
      <SelectionBar
        count={selection.rows.length}
        more={desk.cases.filter((one) => maySelect(one) && !selection.ids.has(one.id)).length}
        onAll={() => selection.add(desk.cases)}
        onOpen={onOpenSelection}
        onClear={selection.clear}
      />
      <DeskFoot shown={desk.cases.length} onMap={desk.marked.length} onHelp={onHelp} />
    </>
  );
}
