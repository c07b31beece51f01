import { Box, Stack, Typography } from '@mui/material';
import { ListBase, useListContext, useLocaleState, useTranslate } from 'react-admin';
import type { AdministrationEventRecord } from '../data/console/records';
import { exactTime } from '../ui/console/clock';
import { ExportButton } from '../ui/console/ExportButton';
import { ChoiceFilter, DayFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { ListBody } from '../ui/console/ListBody';
import type { Column } from '../ui/console/RecordTable';
import { Time } from '../ui/console/Time';
import { useList } from '../data/hooks/useLists';
import { AuditFrame } from './AuditFrame';
import { changeLines, type ChangeLine, linesAsText } from './changeLines';
import { useChangeWords } from './useChangeWords';

const quiet = { onError: () => undefined };
const NO_ROWS: AdministrationEventRecord[] = [];

/** The changes that administrators made: regions, organisations, people, posts. */
export function Changes() {
  return (
    <ListBase
      resource="administration_events"
      perPage={25}
      sort={{ field: 'id', order: 'DESC' }}
      queryOptions={quiet}
      disableAuthentication
    >
      <AuditFrame tab="changes" actions={<ChangeExport />}>
        <ChangeRows />
      </AuditFrame>
    </ListBase>
  );
}

const organisationOf = (row: AdministrationEventRecord) => row.actor_organisation_name ?? '';

/** The name of the changed object; a deadline rule is named by its stage. */
function useObjectName() {
  const translate = useTranslate();
  return ({ object_kind: kind, object_name: name }: AdministrationEventRecord) =>
    kind === 'policy' ? translate(`stage.${name}`, { _: name }) : name;
}

/** The details of the rows on the screen, as text. */
function useLines() {
  const { data } = useListContext<AdministrationEventRecord>();
  const changeText = useChangeWords(data ?? NO_ROWS);
  return (row: AdministrationEventRecord) => changeLines(row, changeText);
}

function ChangeRows() {
  const translate = useTranslate();
  const lines = useLines();
  const objectOf = useObjectName();
  const named = (group: string, names: readonly string[]) =>
    names.map((value) => ({ value, label: translate(`console.audit.${group}.${value}`) }));
  const actor = (row: AdministrationEventRecord) =>
    row.actor_name ?? translate('console.audit.change.operator');
  const columns: Column<AdministrationEventRecord>[] = [
    {
      key: 'at',
      label: translate('console.audit.change.at'),
      sort: 'id',
      render: (row) => <Time at={row.at} show="exact" />,
    },
    {
      key: 'verb',
      label: translate('console.audit.change.verb'),
      render: (row) => translate(`console.audit.verb.${row.verb}`),
    },
    {
      key: 'object',
      label: translate('console.audit.change.object'),
      wrap: true,
      width: '20%',
      render: (row) => (
        <>
          {objectOf(row)}
          <Typography variant="body2" color="text.secondary">
            {translate(`console.audit.kind.${row.object_kind}`)}
          </Typography>
        </>
      ),
    },
    {
      key: 'details',
      label: translate('console.audit.change.details'),
      wrap: true,
      width: '36%',
      render: (row) => <Lines lines={lines(row)} />,
    },
    {
      key: 'actor',
      label: translate('console.audit.change.actor'),
      wrap: true,
      render: (row) => (
        <>
          {actor(row)}
          <Typography variant="body2" color="text.secondary">
            {organisationOf(row)}
          </Typography>
        </>
      ),
    },
  ];
  const kinds = useList('administered_kinds');
  const verbs = useList('administration_verbs');
  return (
    <ListBody<AdministrationEventRecord>
      label={translate('console.audit.changes')}
      filters={
        <FilterBar search={<SearchFilter label={translate('console.audit.change.search')} />}>
          <DayFilter source="since" label={translate('console.audit.since')} />
          <DayFilter source="until" label={translate('console.audit.until')} />
          <ChoiceFilter
            source="object_kind"
            label={translate('console.audit.change.object_kind')}
            choices={named('kind', kinds)}
          />
          <ChoiceFilter
            source="verb"
            label={translate('console.audit.change.verb')}
            choices={named('verb', verbs)}
          />
        </FilterBar>
      }
      columns={columns}
      card={(row) => (
        <Stack spacing={0.5}>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
            <Typography sx={{ fontWeight: 600, flex: 1 }}>
              {translate(`console.audit.verb.${row.verb}`)}
            </Typography>
            <Typography component="span" variant="body2" color="text.secondary">
              <Time at={row.at} show="exact" />
            </Typography>
          </Box>
          <Typography sx={{ overflowWrap: 'anywhere' }}>{objectOf(row)}</Typography>
          <Lines lines={lines(row)} />
          <Typography variant="body2" color="text.secondary">
            {[actor(row), organisationOf(row)].filter(Boolean).join(' · ')}
          </Typography>
        </Stack>
      )}
      empty={{
        title: translate('console.audit.change.none'),
        hint: translate('console.audit.change.none_hint'),
      }}
    />
  );
}

/** The changed values: name, old value, new value. */
function Lines({ lines }: { lines: ChangeLine[] }) {
  const translate = useTranslate();
  if (lines.length === 0) return null;
  return (
    <Box component="dl" sx={{ m: 0, overflowWrap: 'anywhere' }}>
      {lines.map(({ label, before, after }) => (
        <Box key={label}>
          <Box component="dt" sx={{ display: 'inline', color: 'text.secondary' }}>
            {label}
            {translate('console.colon')}
          </Box>
          <Box component="dd" sx={{ display: 'inline', m: 0 }}>
            {before !== undefined && (
              <>
                <Box component="del" sx={{ color: 'text.secondary' }}>
                  {before}
                </Box>
                {' → '}
              </>
            )}
            {after}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function ChangeExport() {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const lines = useLines();
  const objectOf = useObjectName();
  return (
    <ExportButton<AdministrationEventRecord>
      resource="administration_events"
      name={translate('console.audit.changes')}
      columns={[
        {
          label: translate('console.audit.change.at'),
          value: (row) => exactTime(row.at, locale, new Date(0)),
        },
        {
          label: translate('console.audit.change.verb'),
          value: (row) => translate(`console.audit.verb.${row.verb}`),
        },
        {
          label: translate('console.audit.change.object_kind'),
          value: (row) => translate(`console.audit.kind.${row.object_kind}`),
        },
        { label: translate('console.audit.change.object'), value: objectOf },
        {
          label: translate('console.audit.change.details'),
          value: (row) => linesAsText(lines(row), translate('console.colon')),
        },
        {
          label: translate('console.audit.change.actor'),
          value: (row) => row.actor_name ?? translate('console.audit.change.operator'),
        },
        { label: translate('console.audit.organisation'), value: organisationOf },
      ]}
    />
  );
}
