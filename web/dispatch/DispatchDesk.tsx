import { lazy, Suspense } from 'react';
import { Typography, useMediaQuery } from '@mui/material';
import { useTheme } from '@mui/material/styles';
import { visuallyHidden } from '@mui/utils';
import { useStore, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { useDocumentTitle } from '../ui/console/Page';
import { DeskFrame } from './DeskFrame';
import { MapFoot, ViewSwitch } from './DeskParts';
import { showsSelection } from './deskState';
import { KeyHelp } from './keyboard/KeyHelp';
import { LazyDeskMap } from './map/LazyDeskMap';
import { useDeskMarks } from './map/useDeskMarks';
import { NewsLine } from './NewsLine';
import { QueueSide } from './queue/QueueSide';
import { UndoBar } from './selection/UndoBar';
import { useDeskActions, useDeskKeyboard } from './useDeskActions';
import { useDeskData } from './useDeskData';
import { useDeskStore } from './useDeskStore';
import { useDeskVerb } from './useDeskVerb';

// The queue does not wait for what shows an open case.
const DeskPanel = lazy(() => import('./panel/DeskPanel'));

/** The dispatch desk: live queue, map and open case, all usable by keyboard. */
export default function DispatchDesk() {
  const me = useMe();
  const translate = useTranslate();
  // On a phone or tablet the desk shows one part at a time.
  const narrow = useMediaQuery(useTheme().breakpoints.down('md'), { noSsr: true });
  const [letters, setLetters] = useStore('desk.letters', true);
  useDocumentTitle(translate('dispatch.title'));

  const store = useDeskStore();
  const data = useDeskData(me, store);
  const actions = useDeskActions(store, data, narrow);
  const { panel, searchField } = useDeskKeyboard(store, data, actions, letters);
  const form = useDeskVerb(store, data, actions.settle);
  const map = useDeskMarks(store, data);

  const { state, send } = store;
  const { desk, selection, opened } = data;
  const selecting = showsSelection(state);
  return (
    <>
      <Typography variant="h1" sx={visuallyHidden}>
        {translate('dispatch.title')}
      </Typography>
      <NewsLine news={desk.news} />
      <DeskFrame
        narrow={narrow}
        showMap={state.showMap}
        toggle={<ViewSwitch map={state.showMap} onMap={(on) => send({ type: 'mapShown', on })} />}
        queue={<QueueSide store={store} data={data} actions={actions} searchField={searchField} />}
        map={
          <LazyDeskMap
            {...map}
            openId={state.openId}
            onOpen={actions.open}
            onToggle={(id) => actions.selectPlaces([id], true)}
            onLasso={map.cases.some(({ selectable }) => selectable) ? actions.selectPlaces : null}
            chosen={selecting ? state.target : state.chosen}
            pointed={state.pointed}
            onChoose={actions.choose}
            onPoint={actions.point}
            scope={me.scope_code}
            at={opened.row?.region_code ?? null}
            liveness={desk.liveness}
          />
        }
        notice={<UndoBar undo={data.undo} inline={narrow} />}
        mapFoot={
          map.organisations.length > 0 && (selecting || opened.row) ? (
            <MapFoot
              number={selecting ? null : (opened.row?.number ?? '')}
              count={selection.rows.length}
              onBack={() => send({ type: 'mapShown', on: false })}
            />
          ) : null
        }
        panel={
          selecting || state.openId ? (
            <Suspense fallback={null}>
              <DeskPanel store={store} data={data} actions={actions} frame={panel} narrow={narrow} />
            </Suspense>
          ) : null
        }
      />
      {form}
      <KeyHelp
        open={state.help}
        onClose={() => send({ type: 'helpShown', on: false })}
        letters={letters}
        onLetters={setLetters}
      />
    </>
  );
}
