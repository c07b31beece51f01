import { Box, Stack, Typography } from '@mui/material';
import { useListContext, useLocaleState, useTranslate } from 'react-admin';
import type { AdministrationEventRecord } from '../data/console/audit';
import { exactTime } from '../domain/dates';
import { ExportButton } from '../ui/console/ExportButton';
import { ChoiceFilter, DayFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { ListBody } from '../ui/console/ListBody';
import { RecordList } from '../ui/console/RecordList';
import type { Column } from '../ui/console/RecordTable';
import { Time } from '../ui/console/Time';
import { useChoices } from '../data/hooks/useLists';
import { AuditFrame } from './AuditFrame';
import { changeLines, type ChangeLine, linesAsText } from './changeLines';
import { useChangeWords } from './useChangeWords';

const NO_ROWS: AdministrationEventRecord[] = [];

/** The changes that administrators made: regions, organisations, people, posts. */
export function Changes() {
  return (
    <RecordList resource="administration_events" sort={{ field: 'id', order: 'DESC' }}>
      <ChangeRows />
    </RecordList>
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

/** Who made a change; the city's operator has no account. */
function useActorName() {
  const translate = useTranslate();
  return (row: AdministrationEventRecord) => row.actor_name ?? translate('console.audit.change.operator');
}

function ChangeRows() {
  const translate = useTranslate();
  const lines = useLines();
  const objectOf = useObjectName();
  const actor = useActorName();
  const columns = useChangeColumns(lines);
  return (
    <AuditFrame
      tab="changes"
      actions={
        <ExportButton<AdministrationEventRecord>
          name={translate('console.audit.changes')}
          columns={columns}
        />
      }
    >
      <ListBody<AdministrationEventRecord>
        label={translate('console.audit.changes')}
        filters={<ChangeFilters />}
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
    </AuditFrame>
  );
}

function ChangeFilters() {
  const translate = useTranslate();
  const kinds = useChoices('administered_kinds', 'console.audit.kind');
  const verbs = useChoices('administration_verbs', 'console.audit.verb');
  return (
    <FilterBar search={<SearchFilter label={translate('console.audit.change.search')} />}>
      <DayFilter source="since" label={translate('console.audit.since')} />
      <DayFilter source="until" label={translate('console.audit.until')} />
      <ChoiceFilter
        source="object_kind"
        label={translate('console.audit.change.object_kind')}
        choices={kinds}
      />
      <ChoiceFilter source="verb" label={translate('console.audit.change.verb')} choices={verbs} />
    </FilterBar>
  );
}

/** The columns of table and export. */
function useChangeColumns(
  lines: (row: AdministrationEventRecord) => ChangeLine[],
): Column<AdministrationEventRecord>[] {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const objectOf = useObjectName();
  const actor = useActorName();
  const kind = (row: AdministrationEventRecord) => translate(`console.audit.kind.${row.object_kind}`);
  return [
    {
      key: 'at',
      label: translate('console.audit.change.at'),
      sort: 'id',
      value: (row) => exactTime(row.at, locale, new Date(0)),
      render: (row) => <Time at={row.at} show="exact" />,
    },
    {
      key: 'verb',
      label: translate('console.audit.change.verb'),
      value: (row) => translate(`console.audit.verb.${row.verb}`),
    },
    {
      key: 'kind',
      label: translate('console.audit.change.object_kind'),
      value: kind,
      exportOnly: true,
    },
    {
      key: 'object',
      label: translate('console.audit.change.object'),
      wrap: true,
      width: '20%',
      value: objectOf,
      render: (row) => <TwoLines first={objectOf(row)} second={kind(row)} />,
    },
    {
      key: 'details',
      label: translate('console.audit.change.details'),
      wrap: true,
      width: '36%',
      value: (row) => linesAsText(lines(row), translate('console.colon')),
      render: (row) => <Lines lines={lines(row)} />,
    },
    {
      key: 'actor',
      label: translate('console.audit.change.actor'),
      wrap: true,
      value: actor,
      render: (row) => <TwoLines first={actor(row)} second={organisationOf(row)} />,
    },
    {
      key: 'organisation',
      label: translate('console.audit.organisation'),
      value: organisationOf,
      exportOnly: true,
    },
  ];
}

function TwoLines({ first, second }: { first: string; second: string }) {
  return (
    <>
      {first}
      <Typography variant="body2" color="text.secondary">
        {second}
      </Typography>
    </>
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
