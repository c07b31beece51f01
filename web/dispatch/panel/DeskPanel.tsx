import { type RefObject } from 'react';
import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { showsSelection } from '../deskState';
import { peerActivityOf } from '../presence/peers';
import { SelectionPanel } from '../selection/SelectionPanel';
import type { DeskActions } from '../useDeskActions';
import type { DeskData } from '../useDeskData';
import type { DeskStore } from '../useDeskStore';
import { CasePanel } from './CasePanel';
import { DispatchStep } from './DispatchStep';

interface DeskPanelProps {
  store: DeskStore;
  data: DeskData;
  actions: DeskActions;
  frame: RefObject<HTMLDivElement | null>;
  narrow: boolean;
}

/** Between queue and map: the selection or the open case. */
export default function DeskPanel({ store: { state, send }, data, actions, frame, narrow }: DeskPanelProps) {
  const translate = useTranslate();
  const { openId, pointed } = state;
  const { desk, opened } = data;
  const { row } = opened;
  const onMap = narrow ? () => send({ type: 'mapShown', on: true }) : null;
  if (showsSelection(state))
    return (
      <SelectionPanel
        batchDispatch={data.batch}
        pointed={pointed}
        onPoint={actions.point}
        onOpen={actions.open}
        onClose={() => send({ type: 'selectionShown', on: false })}
        onMap={onMap}
      />
    );
  if (!openId) return null;
  return (
    <CasePanel
      id={openId}
      row={row}
      error={opened.error}
      onRetry={() => void opened.refetch()}
      onDone={actions.settle}
      frame={frame}
      onClose={actions.close}
      takeFocus={narrow}
      peerActivity={peerActivityOf(data.peers, openId)}
      next={
        state.done === openId && desk.cases.length > 0 ? (
          <Button variant="outlined" onClick={() => actions.step(1)}>
            {translate('dispatch.panel.next')}
          </Button>
        ) : null
      }
    >
      {data.mayDispatch && row && (
        <DispatchStep
          row={row}
          suggestions={data.suggestions}
          chosen={state.chosen}
          pointed={pointed}
          onChoose={actions.choose}
          onPoint={actions.point}
          onCancel={actions.unchoose}
          onDone={(_, candidate) => actions.dispatched(candidate)}
          onStale={actions.changed}
          onMap={onMap}
          heading={actions.stepHeading}
        />
      )}
    </CasePanel>
  );
}
