import { useState } from 'react';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useLocaleState, useNotify, useTranslate } from 'react-admin';
import { MOST_UNREAD, type NoticeKind, type NoticeRecord, readNotices } from '../data/console/notices';
import { useMe } from '../data/hooks/Me';
import { useInvalidateNotices, useUnreadNotices } from '../data/hooks/useNotices';
import { exactTime } from '../domain/dates';
import { ChoiceFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { casePath } from '../ui/console/links';
import { ListBody } from '../ui/console/ListBody';
import { Page } from '../ui/console/Page';
import { RecordList } from '../ui/console/RecordList';
import type { Column } from '../ui/console/RecordTable';
import { Tag, type Tone } from '../ui/console/Tag';
import { Time } from '../ui/console/Time';
import { useErrorText } from '../ui/console/useErrorText';

/** The kinds of notice, in the order of the filter, with the colour of each. */
const KIND_TONE: Record<NoticeKind, Tone> = {
  risk: 'red',
  overdue: 'red',
  order: 'red',
  rejected: 'red',
  warning: 'amber',
  urge: 'amber',
  reminder: 'amber',
  answer: 'accent',
  extension: 'accent',
  escalated: 'accent',
  returned: 'accent',
  transferred: 'accent',
  called_in: 'accent',
  dispatched: 'accent',
  undone: 'accent',
  delegated: 'accent',
  question: 'amber',
  statement: 'accent',
  joined: 'accent',
  declined: 'amber',
  move_asked: 'amber',
  signed: 'accent',
  low_rating: 'red',
};

/** The notices of the user's organisation: why, about which case, by when; unread ones are highlighted. */
export function Notices() {
  const translate = useTranslate();
  const { organisation_name: organisation } = useMe();
  return (
    <RecordList resource="notices" sort={{ field: 'id', order: 'DESC' }}>
      <Page
        title={translate('console.supervision.notices')}
        lead={translate('console.supervision.notices_lead', { organisation })}
        actions={<ReadAll />}
      >
        <NoticeRows />
      </Page>
    </RecordList>
  );
}

/** Marks everything up to the newest shown notice as read: later ones stay unread. */
function ReadAll() {
  const translate = useTranslate();
  const notify = useNotify();
  const errorText = useErrorText();
  const invalidate = useInvalidateNotices();
  const [busy, setBusy] = useState(false);
  const { data } = useUnreadNotices();
  const newest = data?.[0];
  const read = async () => {
    if (!newest) return;
    setBusy(true);
    try {
      const count = await readNotices({ upto_id: newest.id });
      await invalidate();
      notify(translate('console.supervision.read_done', { count }), { type: 'success' });
    } catch (error) {
      notify(errorText(error), { type: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Typography component="span" role="status" color="text.secondary">
        {data &&
          translate('console.supervision.unread_count', {
            count: data.length >= MOST_UNREAD ? `${MOST_UNREAD}+` : data.length,
          })}
      </Typography>
      <Button
        variant="outlined"
        disabled={busy || !newest}
        onClick={() => void read()}
        sx={{ minHeight: { xs: 44, md: 0 } }}
      >
        {translate('console.supervision.read_all')}
      </Button>
    </>
  );
}

function Kind({ row }: { row: NoticeRecord }) {
  const translate = useTranslate();
  return (
    <Tag tone={row.read_at ? 'neutral' : (KIND_TONE[row.kind] ?? 'neutral')}>
      {translate(`console.supervision.kind.${row.kind}`, { _: row.kind })}
    </Tag>
  );
}

/** The deadline of a notice, if it is about one. */
function Due({ row }: { row: NoticeRecord }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  if (!row.stage || !row.due_at) return null;
  return translate('console.supervision.notice_due', {
    stage: translate(`stage.${row.stage}`),
    time: exactTime(row.due_at, locale),
  });
}

function useReadWords() {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  return ({ read_at: at, read_by_name: name }: NoticeRecord) =>
    at
      ? translate('console.supervision.read_by', { name: name ?? '', time: exactTime(at, locale) })
      : translate('console.supervision.unread');
}

function NoticeRows() {
  const translate = useTranslate();
  const read = useReadWords();
  const weight = (row: NoticeRecord) => ({ fontWeight: row.read_at ? 400 : 650 });
  const columns: Column<NoticeRecord>[] = [
    {
      key: 'case',
      label: translate('console.supervision.case'),
      render: (row) => <span style={weight(row)}>{row.case_number}</span>,
    },
    { key: 'kind', label: translate('console.supervision.kind_label'), render: (row) => <Kind row={row} /> },
    { key: 'due', label: translate('console.supervision.notice_clock'), render: (row) => <Due row={row} /> },
    {
      key: 'at',
      label: translate('console.supervision.notice_at'),
      sort: 'id',
      render: (row) => <Time at={row.at} />,
    },
    { key: 'read', label: translate('console.supervision.read_label'), wrap: true, value: read },
  ];
  return (
    <ListBody<NoticeRecord>
      label={translate('console.supervision.notices')}
      filters={
        <FilterBar search={<SearchFilter label={translate('console.supervision.search_case')} />}>
          <ChoiceFilter
            source="unread"
            label={translate('console.supervision.read_label')}
            choices={[{ value: 'true', label: translate('console.supervision.unread') }]}
          />
          <ChoiceFilter
            source="kind"
            label={translate('console.supervision.kind_label')}
            choices={Object.keys(KIND_TONE).map((value) => ({
              value,
              label: translate(`console.supervision.kind.${value}`),
            }))}
          />
        </FilterBar>
      }
      columns={columns}
      to={(row) => casePath(row.case_id)}
      card={(row) => (
        <Stack spacing={0.5}>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
            <Kind row={row} />
            <Box sx={{ flex: 1 }} />
            <Typography component="span" variant="body2" color="text.secondary">
              <Time at={row.at} show="relative" />
            </Typography>
          </Box>
          <Typography sx={weight(row)}>{row.case_number}</Typography>
          <Typography variant="body2" color="text.secondary">
            <Due row={row} /> {read(row)}
          </Typography>
        </Stack>
      )}
      empty={{
        title: translate('console.supervision.notices_none'),
        hint: translate('console.supervision.notices_none_hint'),
      }}
    />
  );
}
