import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import Print from '@mui/icons-material/PrintOutlined';
import { Alert, Box, Button, Typography } from '@mui/material';
import { useGetOne, useLocaleState, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { EXPORT_LIMIT, readAll } from '../data/lists/provider';
import type { OrganisationRecord, RevealRecord, StaffRecord } from '../data/console/records';
import { useRead } from '../data/hooks/useRead';
import { exactDay, exactTime } from '../ui/console/clock';
import { Facts } from '../ui/console/Facts';
import { Page } from '../ui/console/Page';
import { PrintArea } from '../ui/console/PrintSheet';
import { Failed, Waiting } from '../ui/console/States';
import { RevealTable, TotalTable } from './ReportTables';
import { byOrganisation, byPerson, casesIn } from './totals';

type Filter = Record<string, string | undefined>;

/** The filters in the URL; a malformed one means no filters. */
function readFilter(text: string | null): Filter {
  try {
    const filter: unknown = JSON.parse(text ?? '{}');
    return typeof filter === 'object' && filter !== null ? (filter as Filter) : {};
  } catch {
    return {};
  }
}

/** The report that an auditor prints and signs. */
export function Report() {
  const translate = useTranslate();
  const [search] = useSearchParams();
  const asked = search.get('filter');
  const filter = useMemo(() => readFilter(asked), [asked]);
  const report = useRead(['audit_report', filter], (signal) =>
    readAll<RevealRecord>('party_reveals', { filter, sort: { field: 'id', order: 'ASC' } }, signal),
  );
  const back = new URLSearchParams({ filter: JSON.stringify(filter) });
  return (
    <Page
      title={translate('console.audit.report.title')}
      back={{ to: `/audit?${back}`, label: translate('console.audit.report.back') }}
      actions={
        <Button
          variant="contained"
          startIcon={<Print />}
          disabled={!report.data}
          onClick={() => window.print()}
          sx={{ displayPrint: 'none', minHeight: { xs: 44, md: 0 } }}
        >
          {translate('console.audit.report.go')}
        </Button>
      }
    >
      {report.error && <Failed error={report.error} retry={() => void report.refetch()} />}
      {report.isPending && (
        <>
          <Typography role="status" color="text.secondary">
            {translate('console.audit.report.preparing')}
          </Typography>
          <Waiting rows={8} />
        </>
      )}
      {report.data && <Sheet {...report.data} filter={filter} readAt={report.dataUpdatedAt} />}
    </Page>
  );
}

interface SheetProps {
  rows: RevealRecord[];
  complete: boolean;
  filter: Filter;
  /** The time at which the printed rows were read. */
  readAt: number;
}

function Sheet({ rows, complete, filter, readAt }: SheetProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const me = useMe();
  const narrowed = useNarrowed(filter);
  const say = (key: string) => translate(`console.audit.report.${key}`);
  return (
    <PrintArea>
      <Box
        component="article"
        aria-label={say('title')}
        sx={{
          p: { xs: 2, sm: 3 },
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          bgcolor: 'background.paper',
          '& h2': { mt: 3, mb: 1 },
          '@media print': { p: 0, border: 0, fontSize: '10pt' },
        }}
      >
        <Facts
          labelWidth={80}
          facts={[
            { label: say('scope'), value: me.scope_name ?? me.organisation_name },
            { label: say('period'), value: usePeriod(filter) },
            { label: say('narrowed'), value: narrowed },
            {
              label: say('printed'),
              value: translate('console.audit.report.printed_by', {
                name: me.name,
                role: translate(`role.${me.role}`),
                organisation: me.organisation_name,
                time: exactTime(new Date(readAt).toISOString(), locale, new Date(0)),
              }),
            },
          ]}
        />
        {!complete && (
          <Alert severity="warning" sx={{ mt: 2 }}>
            {translate('console.audit.report.cut', { limit: EXPORT_LIMIT })}
          </Alert>
        )}
        <Typography sx={{ mt: 2 }}>
          {rows.length === 0 ? say('none') : translate('console.audit.report.count', { count: rows.length })}
        </Typography>
        {rows.length > 0 && (
          <>
            <Typography variant="h2">{say('by_organisation')}</Typography>
            <TotalTable
              label={say('by_organisation')}
              totals={byOrganisation(rows)}
              cases={casesIn(rows)}
              heading={translate('console.audit.organisation')}
            />
            <Typography variant="h2">{say('by_person')}</Typography>
            <TotalTable
              label={say('by_person')}
              totals={byPerson(rows)}
              cases={casesIn(rows)}
              heading={translate('console.audit.person')}
              under={translate('console.audit.organisation')}
            />
            <Typography variant="h2">{say('list')}</Typography>
            <RevealTable rows={rows} />
          </>
        )}
        <Signatures />
      </Box>
    </PrintArea>
  );
}

/** The lines on which the printed sheet is signed and dated. */
function Signatures() {
  const translate = useTranslate();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 6, mt: 6, breakInside: 'avoid' }}>
      {['signature', 'date'].map((key) => (
        <Box
          key={key}
          sx={{ flex: '1 1 200px', borderBottom: 1, borderColor: 'text.primary', pb: 0.5, minHeight: 32 }}
        >
          {translate(`console.audit.report.${key}`)}
        </Box>
      ))}
    </Box>
  );
}

function usePeriod({ since, until }: Filter): string {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const [from, to] = [since && exactDay(since, locale), until && exactDay(until, locale)];
  if (from && to) return translate('console.audit.report.period_days', { since: from, until: to });
  if (from) return translate('console.audit.report.period_since', { since: from });
  if (to) return translate('console.audit.report.period_until', { until: to });
  return translate('console.audit.report.period_all');
}

/** The filters besides the period, as text: a report must say what it leaves out. */
function useNarrowed({ q, staff_id, organisation_id }: Filter): string {
  const translate = useTranslate();
  const person = useGetOne<StaffRecord>('staff', { id: staff_id ?? '' }, { enabled: Boolean(staff_id) });
  const organisation = useGetOne<OrganisationRecord>(
    'organisations',
    { id: organisation_id ?? '' },
    { enabled: Boolean(organisation_id) },
  );
  return [
    q,
    staff_id && (person.data?.name ?? staff_id),
    organisation_id && (organisation.data?.name ?? organisation_id),
  ]
    .filter(Boolean)
    .join(translate('console.list_comma'));
}
