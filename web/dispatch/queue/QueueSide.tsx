import type { RefObject } from 'react';
import { DeskFoot } from '../DeskParts';
import { StaleLine } from '../NewsLine';
import { SelectionBar } from '../selection/SelectionBar';
import type { DeskActions } from '../useDeskActions';
import type { DeskData } from '../useDeskData';
import type { DeskStore } from '../useDeskStore';
import { maySelect } from './queue';
import { QueuePane } from './QueuePane';

interface QueueSideProps {
  store: DeskStore;
  data: DeskData;
  actions: DeskActions;
  searchField: RefObject<HTMLInputElement | null>;
}

/** The left side of the desk: connection state, queue, selection bar, number of rows. */
export function QueueSide({
  store: { state, send, go },
  data: { desk, selection, peers },
  actions,
  searchField,
}: QueueSideProps) {
  return (
    <>
      <StaleLine {...desk.liveness} />
      <QueuePane
        tab={state.tab}
        onTab={go.goToTab}
        counts={desk.counts}
        choice={state.choice}
        onChoice={(choice) => send({ type: 'filtered', choice })}
        searchField={searchField}
        queue={desk}
        cases={desk.cases}
        tasks={desk.tasks}
        arrivedIds={desk.arrivedIds}
        openId={state.openId}
        cursor={state.cursor}
        selection={selection}
        peers={peers}
        onOpen={actions.open}
        onMore={() => void desk.more()}
        onRetry={() => void desk.reload()}
      />
      <SelectionBar
        count={selection.rows.length}
        more={desk.cases.filter((one) => maySelect(one) && !selection.ids.has(one.id)).length}
        onAll={() => selection.add(desk.cases)}
        onOpen={actions.openSelection}
        onClear={selection.clear}
      />
      <DeskFoot
        shown={desk.cases.length}
        onMap={desk.marked.length}
        onHelp={() => send({ type: 'helpShown', on: true })}
      />
    </>
  );
}
