import { Box, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { ask } from '../data/core/changes';
import { ApiError } from '../data/core/errors';
import type { OrganisationRecord } from '../data/console/organisations';
import { useRead } from '../data/hooks/useRead';
import { exactDay } from '../domain/dates';
import { countWords } from '../domain/numbers';
import { Failed, Waiting } from '../ui/console/States';
import { Figures } from './Figures';
import { Load } from './organisation';

/** The open cases of an organisation, and its results of the past year. */
export function Results({ row }: { row: OrganisationRecord }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { data, error, refetch } = useRead(['organisation_results', row.id], (signal) =>
    ask('organisation_results', { organisation_id: row.id }, signal),
  );
  const label = (name: string) => translate(`console.organisation.results.${name}`);
  const load = (
    <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mb: 1.5 }}>
      <Typography component="span" color="text.secondary">
        {translate('console.organisation.load')}
      </Typography>
      <Load row={row} />
    </Box>
  );
  // A user without the right to see them gets no error.
  if (error instanceof ApiError && error.status === 403) {
    return (
      <>
        {load}
        <Typography color="text.secondary">{label('refused')}</Typography>
      </>
    );
  }
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  const [found] = data ?? [];
  if (!found) return <Waiting rows={2} height={56} />;
  const judged = (found.settled ?? 0) + (found.not_settled ?? 0);
  const count = (n: number | null) => countWords(n ?? 0);
  return (
    <>
      {load}
      <Figures
        figures={[
          { name: label('open'), value: count(found.open_cases) },
          { name: label('overdue'), value: count(found.overdue), bad: (found.overdue ?? 0) > 0 },
        ]}
      />
      <Typography color="text.secondary" variant="body2" sx={{ mt: 2, mb: 1 }}>
        {translate('console.organisation.results.since', {
          since: found.since ? exactDay(found.since, locale) : '',
        })}
      </Typography>
      {found.closed ? (
        <Figures
          figures={[
            { name: label('closed'), value: count(found.closed) },
            { name: label('settled'), value: count(found.settled) },
            { name: label('not_settled'), value: count(found.not_settled) },
            { name: label('answered'), value: count(found.answered) },
            { name: label('returned'), value: count(found.returned) },
            {
              name: label('rate'),
              value: judged ? `${Math.round(((found.settled ?? 0) / judged) * 100)}%` : '—',
              hint: label('rate_hint'),
            },
          ]}
        />
      ) : (
        <Typography>{label('none')}</Typography>
      )}
    </>
  );
}
