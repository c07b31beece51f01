import { Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { PrivacyLine } from '../data/console/privacy';
import { ExportButton } from '../ui/console/ExportButton';
import { ChoiceFilter, DayFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { ListBody } from '../ui/console/ListBody';
import type { Column } from '../ui/console/RecordTable';
import { Time } from '../ui/console/Time';
import { CaseLink } from './CaseLink';
import { PrivacyFrame } from './PrivacyFrame';

const KINDS = [
  'requested',
  'request_done',
  'request_refused',
  'erasure_asked',
  'erasure_refused',
  'erased',
  'expired',
  'hold_set',
  'hold_lifted',
];

/** The audit log of privacy: what was requested, decided and erased, by whom and how much. */
export function PrivacyLog() {
  return (
    <PrivacyFrame tab="log" resource="privacy_log" sort={{ field: 'id', order: 'DESC' }} actions={<Export />}>
      <Lines />
    </PrivacyFrame>
  );
}

/** The text of each column. */
function useWords() {
  const translate = useTranslate();
  return {
    kind: (row: PrivacyLine) => translate(`console.privacy.log.${row.kind}`),
    actor: (row: PrivacyLine) =>
      row.actor_name ??
      translate(row.kind === 'requested' ? 'console.privacy.by_party' : 'console.privacy.system'),
    counts: (row: PrivacyLine) =>
      row.counts.parties === undefined ? '' : translate('console.privacy.counts', row.counts),
  };
}

/** The columns of table and export. */
function useLogColumns(): Column<PrivacyLine>[] {
  const translate = useTranslate();
  const labels = useWords();
  return [
    {
      key: 'at',
      label: translate('console.privacy.at'),
      sort: 'id',
      value: (row) => row.at,
      render: (row) => <Time at={row.at} show="exact" />,
    },
    {
      key: 'case',
      label: translate('console.privacy.case'),
      value: (row) => row.case_number,
      render: (row) => <CaseLink of={row} />,
    },
    { key: 'kind', label: translate('console.privacy.what'), value: labels.kind },
    { key: 'actor', label: translate('console.privacy.actor'), value: labels.actor },
    {
      key: 'asked',
      label: translate('console.privacy.asked'),
      wide: true,
      value: (row) => row.asked_by_name,
    },
    { key: 'amount', label: translate('console.privacy.amount'), wrap: true, value: labels.counts },
  ];
}

function Export() {
  const translate = useTranslate();
  return <ExportButton<PrivacyLine> name={translate('console.privacy.title')} columns={useLogColumns()} />;
}

function Lines() {
  const translate = useTranslate();
  const labels = useWords();
  const columns = useLogColumns();
  return (
    <ListBody<PrivacyLine>
      label={translate('console.privacy.tab.log')}
      filters={
        <FilterBar search={<SearchFilter label={translate('console.privacy.search')} />}>
          <ChoiceFilter
            source="kind"
            label={translate('console.privacy.what')}
            choices={KINDS.map((value) => ({ value, label: translate(`console.privacy.log.${value}`) }))}
          />
          <DayFilter source="since" label={translate('console.audit.since')} />
          <DayFilter source="until" label={translate('console.audit.until')} />
        </FilterBar>
      }
      columns={columns}
      card={(row) => (
        <Stack spacing={0.5}>
          <CaseLink of={row} />
          <Typography>{labels.kind(row)}</Typography>
          <Typography variant="body2" color="text.secondary">
            {labels.actor(row)} · <Time at={row.at} show="exact" />
            {labels.counts(row) && ` · ${labels.counts(row)}`}
          </Typography>
        </Stack>
      )}
      empty={{ title: translate('console.privacy.none.log') }}
    />
  );
}
