import { useEffect, useRef } from 'react';
import { Box, Button } from '@mui/material';
import { keyframes, styled } from '@mui/material/styles';
import { useLocaleState, useTranslate } from 'react-admin';
import { DueLight, GradeTag, StatusTag, typeName } from '../../case';
import { PeerActivityLine } from '../presence/PeerActivityLine';
import { peerActivityOf, type Peer } from '../presence/peers';
import type { QueueCursor } from '../deskState';
import { maySelect, type QueueCase } from './queue';
import type { Selection } from '../selection/useSelection';
import type { Tasks } from './urgency';
import { WhyLine } from '../panel/WhyLine';

const arrival = (colour: string) => keyframes`
  from { background: color-mix(in srgb, ${colour} 32%, transparent); }
`;

const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& > li': { display: 'flex', alignItems: 'stretch' },
  '& label.pick': {
    display: 'flex',
    alignItems: 'flex-start',
    padding: '11px 0 0 11px',
    cursor: 'pointer',
    '& input': {
      width: 18,
      height: 18,
      margin: 0,
      accentColor: theme.palette.primary.main,
      cursor: 'inherit',
    },
    '& input:focus-visible': { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: 2 },
  },
  '& > li.selected-row': { background: `color-mix(in srgb, ${theme.palette.primary.main} 7%, transparent)` },
  '& > li + li': { borderTop: `1px solid ${theme.palette.divider}` },
  '& button.row': {
    display: 'grid',
    gap: 3,
    flex: 1,
    minWidth: 0,
    padding: '9px 14px 10px 11px',
    border: 0,
    borderLeft: '3px solid transparent',
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    scrollMarginBlock: 48,
  },
  '& button.row:hover': { background: theme.palette.action.hover },
  '& button.row:focus-visible': { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: -2 },
  '& button.row[aria-current="true"]': {
    borderLeftColor: theme.palette.primary.main,
    background: `color-mix(in srgb, ${theme.palette.primary.main} 9%, transparent)`,
  },
  '& .line': { display: 'flex', alignItems: 'center', gap: 8, minWidth: 0 },
  '& .push': { marginLeft: 'auto' },
  '& .number': { fontWeight: 600, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  '& .where': {
    marginLeft: 'auto',
    flexShrink: 0,
    maxWidth: '60%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.palette.text.secondary,
    fontSize: 13,
  },
  '& .type': { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .summary': {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.palette.text.secondary,
    fontSize: 13,
  },
  '& .why': { fontSize: 13.5, fontWeight: 600 },
  '& .why-0, & .why-1': { color: theme.palette.error.main },
  '& .why-3': { color: theme.palette.text.secondary, fontWeight: 400 },
  '& .fresh': {
    flexShrink: 0,
    padding: '0 6px',
    borderRadius: 4,
    background: theme.palette.primary.main,
    color: theme.palette.primary.contrastText,
    fontSize: 12,
    lineHeight: '18px',
  },
  '& li.arrived-row': { background: `color-mix(in srgb, ${theme.palette.primary.main} 5%, transparent)` },
  '@media (prefers-reduced-motion: no-preference)': {
    '& li.arrived-row': { animation: `${arrival(theme.palette.primary.main)} 1.6s ease-out` },
  },
}));

interface QueueListProps {
  cases: readonly QueueCase[];
  tasks: Tasks;
  arrivedIds: ReadonlySet<string>;
  openId: string | null;
  /**
   * Position of the keyboard cursor; it may differ from the open case. A new object moves the focus there
   * again.
   */
  cursor: QueueCursor | null;
  /** Whether each row shows its stage, because a search covers several tabs at once. */
  showStatus: boolean;
  selection: Selection;
  peers: readonly Peer[];
  onOpen: (id: string) => void;
  more: (() => void) | null;
  loadingMore: boolean;
}

/** The dense rows of the queue: one stop for the Tab key, arrow keys move within. */
export function QueueList(props: QueueListProps) {
  const { cases, tasks, arrivedIds, openId, cursor, showStatus, onOpen, more, loadingMore } = props;
  const { selection, peers } = props;
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const list = useRef<HTMLUListElement>(null);
  const stop = cases.find(({ id }) => id === cursor?.id)?.id ?? cases[0]?.id;

  useEffect(() => {
    if (cursor) list.current?.querySelector<HTMLElement>(`[data-case="${cursor.id}"]`)?.focus();
  }, [cursor]);

  return (
    <>
      <List ref={list} aria-label={translate('dispatch.queue.label')}>
        {cases.map((row) => (
          <li
            key={row.id}
            className={[arrivedIds.has(row.id) && 'arrived-row', selection.ids.has(row.id) && 'selected-row']
              .filter(Boolean)
              .join(' ')}
          >
            {maySelect(row) && (
              <label className="pick">
                <input
                  type="checkbox"
                  aria-label={translate('desk.selected.one', { number: row.number })}
                  tabIndex={row.id === stop ? 0 : -1}
                  checked={selection.ids.has(row.id)}
                  onChange={() => selection.toggle(row)}
                />
              </label>
            )}
            <button
              type="button"
              className="row"
              data-case={row.id}
              tabIndex={row.id === stop ? 0 : -1}
              aria-current={row.id === openId}
              onClick={(event) => {
                if ((event.ctrlKey || event.metaKey) && maySelect(row)) selection.toggle(row);
                else onOpen(row.id);
              }}
            >
              <span className="line">
                <GradeTag grade={row.grade} />
                <span className="number">{row.number}</span>
                {arrivedIds.has(row.id) && <span className="fresh">{translate('dispatch.queue.fresh')}</span>}
                <span className="push" />
                {showStatus ? (
                  <StatusTag status={row.status} />
                ) : (
                  <DueLight light={row.light} dueAt={row.due_at} />
                )}
              </span>
              <WhyLine row={row} tasks={tasks} />
              <PeerActivityLine {...peerActivityOf(peers, row.id)} />
              <span className="line">
                <span className="type">{typeName(row, locale)}</span>
                <span className="where">{row.region_path}</span>
              </span>
              <span className="summary">{row.summary}</span>
            </button>
          </li>
        ))}
      </List>
      {more && (
        <Box sx={{ p: 1.5, textAlign: 'center', borderTop: 1, borderColor: 'divider' }}>
          <Box sx={{ mb: 0.5, fontSize: 13, color: 'text.secondary' }}>
            {translate('dispatch.queue.among_shown')}
          </Box>
          <Button onClick={more} loading={loadingMore} size="small">
            {translate('dispatch.queue.more')}
          </Button>
        </Box>
      )}
    </>
  );
}
