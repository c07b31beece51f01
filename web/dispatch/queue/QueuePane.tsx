import { type RefObject } from 'react';
import { Alert, Box, Button, Tab, Tabs } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Empty, Failed, Waiting } from '../../ui/console/States';
import { countWords } from '../../domain/numbers';
import { QueueFilters } from './QueueFilters';
import { QueueList } from './QueueList';
import type { QueueCursor } from '../deskState';
import { type FilterChoice, TAB_NAMES, type QueueCase, type Tab as QueueTab } from './queue';
import type { Peer } from '../presence/peers';
import type { Selection } from '../selection/useSelection';
import type { Tasks } from './urgency';
import type { QueueState } from './useQueue';

interface QueuePaneProps {
  tab: QueueTab;
  onTab: (tab: QueueTab) => void;
  counts: Record<QueueTab, number> | null;
  choice: FilterChoice;
  onChoice: (choice: FilterChoice) => void;
  searchField: RefObject<HTMLInputElement | null>;
  queue: QueueState;
  cases: readonly QueueCase[];
  tasks: Tasks;
  arrivedIds: ReadonlySet<string>;
  openId: string | null;
  cursor: QueueCursor | null;
  selection: Selection;
  peers: readonly Peer[];
  onOpen: (id: string) => void;
  onMore: () => void;
  onRetry: () => void;
}

/** The rows of the queue, or why there are none. */
function QueueRows(props: QueuePaneProps) {
  const { tab, choice, onChoice, queue, cases, onRetry } = props;
  const translate = useTranslate();
  const searching = choice.search.trim() !== '';
  const narrowed = searching || choice.grade !== null || choice.type !== null;
  if (queue.phase === 'loading') {
    return (
      <Box sx={{ px: 1.5 }}>
        <Waiting rows={7} height={72} />
      </Box>
    );
  }
  if (queue.phase === 'failed') {
    return (
      <Box sx={{ px: 1.5 }}>
        <Failed error={queue.error} retry={onRetry} />
      </Box>
    );
  }
  if (cases.length === 0) {
    return (
      <Empty
        title={translate(searching ? 'dispatch.empty.search' : `dispatch.empty.${narrowed ? 'filter' : tab}`)}
        hint={translate(searching ? 'dispatch.empty.search_hint' : 'dispatch.empty.hint')}
      >
        {narrowed && (
          <Button
            variant="outlined"
            onClick={() => onChoice({ ...choice, search: '', grade: null, type: null })}
          >
            {translate('dispatch.empty.clear')}
          </Button>
        )}
      </Empty>
    );
  }
  return (
    <>
      {queue.error && (
        <Alert
          severity="warning"
          sx={{ mx: 1.5, my: 1 }}
          action={
            <Button color="inherit" size="small" onClick={onRetry}>
              {translate('dispatch.queue.retry')}
            </Button>
          }
        >
          {translate('dispatch.queue.stale')}
        </Alert>
      )}
      <QueueList
        cases={cases}
        tasks={props.tasks}
        arrivedIds={props.arrivedIds}
        openId={props.openId}
        cursor={props.cursor}
        showStatus={searching}
        selection={props.selection}
        peers={props.peers}
        onOpen={props.onOpen}
        more={queue.cursor ? props.onMore : null}
        loadingMore={queue.loadingMore}
      />
    </>
  );
}

/** The left side of the desk: tabs with their counts, filters, rows. */
export function QueuePane(props: QueuePaneProps) {
  const { tab, onTab, counts, choice, onChoice, searchField } = props;
  const translate = useTranslate();
  const searching = choice.search.trim() !== '';

  return (
    <>
      <Tabs
        value={searching ? false : tab}
        onChange={(_, value: QueueTab) => {
          if (searching) onChoice({ ...choice, search: '' });
          onTab(value);
        }}
        variant="fullWidth"
        aria-label={translate('dispatch.tabs.label')}
        sx={{ minHeight: 52, borderBottom: 1, borderColor: 'divider', flexShrink: 0 }}
      >
        {TAB_NAMES.map((name) => (
          <Tab
            key={name}
            value={name}
            id={`tab-${name}`}
            aria-controls="desk-queue"
            sx={{ minWidth: 0, minHeight: 52, px: 0.5, py: 0.5, fontSize: 13, lineHeight: 1.35 }}
            label={
              <>
                <Box component="span" sx={{ fontSize: 17, fontWeight: 650, color: 'text.primary' }}>
                  {counts ? countWords(counts[name]) : '–'}
                </Box>
                {translate(`dispatch.tabs.${name}`)}
              </>
            }
          />
        ))}
      </Tabs>
      <QueueFilters choice={choice} onChange={onChoice} searchField={searchField} />
      <Box
        id="desk-queue"
        role="tabpanel"
        aria-label={translate(searching ? 'dispatch.queue.found' : `dispatch.tabs.${tab}`)}
        sx={{ flex: 1, overflowY: 'auto', borderTop: 1, borderColor: 'divider', minHeight: 0 }}
      >
        <QueueRows {...props} />
      </Box>
    </>
  );
}
