import type { ComponentProps } from 'react';
import { DeskFoot } from './DeskParts';
import { StaleLine } from './NewsLine';
import { PickBar } from './PickBar';
import { mayPick } from './queue';
import { QueuePane } from './QueuePane';
import type { useDesk } from './useDesk';

type Pane = ComponentProps<typeof QueuePane>;

interface QueueSideProps extends Omit<
  Pane,
  'counts' | 'queue' | 'cases' | 'tasks' | 'fresh' | 'onMore' | 'onRetry'
> {
  desk: ReturnType<typeof useDesk>;
  onPile: Pane['onPile'];
  onOpenPicks: () => void;
  onHelp: () => void;
}

/** The left side of the desk: whether it is live, the queue, what was picked of it, how much is shown. */
export function QueueSide({ desk, onOpenPicks, onHelp, ...pane }: QueueSideProps) {
  const { picks } = pane;
  return (
    <>
      <StaleLine {...desk.liveness} />
      <QueuePane
        {...pane}
        counts={desk.counts}
        queue={desk}
        cases={desk.cases}
        tasks={desk.tasks}
        fresh={desk.fresh}
        onMore={() => void desk.more()}
        onRetry={() => void desk.reload()}
      />
      <PickBar
        count={picks.rows.length}
        more={desk.cases.filter((one) => mayPick(one) && !picks.ids.has(one.id)).length}
        onAll={() => picks.add(desk.cases)}
        onOpen={onOpenPicks}
        onClear={picks.clear}
      />
      <DeskFoot shown={desk.cases.length} onMap={desk.marked.length} onHelp={onHelp} />
    </>
  );
}
