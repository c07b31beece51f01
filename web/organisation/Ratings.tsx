import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { type MonthOfRatings, readOrganisationRatings } from '../data/console/organisations';
import { useRead } from '../data/hooks/useRead';
import { countWords } from '../domain/numbers';
import { Failed, Waiting } from '../ui/console/States';
import { Figures } from './Figures';

/** Maximum number of months on the page. */
const MONTHS = 12;

const sum = (months: readonly MonthOfRatings[], of: (one: MonthOfRatings) => number) =>
  months.reduce((total, one) => total + of(one), 0);

/** The parties' ratings of an organisation: over the year, and by month. */
export function Ratings({ organisationId }: { organisationId: string }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { data, error, refetch } = useRead(['organisation_ratings', organisationId], (signal) =>
    readOrganisationRatings(organisationId, MONTHS, signal),
  );
  const label = (name: string) => translate(`console.parties.rated.${name}`);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting rows={2} height={56} />;
  const n = sum(data, (one) => one.n);
  if (n === 0) return <Typography color="text.secondary">{label('none')}</Typography>;
  const low = sum(data, (one) => one.low);
  const mean = (of: (one: MonthOfRatings) => number) => (sum(data, (one) => of(one) * one.n) / n).toFixed(1);
  const month = (day: string) =>
    new Date(`${day}T12:00:00+08:00`).toLocaleDateString(locale, {
      timeZone: 'Asia/Shanghai',
      year: 'numeric',
      month: 'short',
    });
  return (
    <>
      <Figures
        figures={[
          { name: label('service'), value: mean((one) => one.service) },
          { name: label('result'), value: mean((one) => one.result) },
          { name: label('n'), value: countWords(n) },
          { name: label('low'), value: countWords(low), bad: low > 0 },
        ]}
      />
      <Typography color="text.secondary" variant="body2" sx={{ mt: 2, mb: 1 }}>
        {label('lead')}
      </Typography>
      <Table size="small" aria-label={label('by_month')}>
        <TableHead>
          <TableRow>
            <TableCell>{label('month')}</TableCell>
            {['service', 'result', 'n', 'low'].map((name) => (
              <TableCell key={name} align="right">
                {label(name)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {data.map((one) => (
            <TableRow key={one.month}>
              <TableCell component="th" scope="row">
                {month(one.month)}
              </TableCell>
              <TableCell align="right">{one.service.toFixed(2)}</TableCell>
              <TableCell align="right">{one.result.toFixed(2)}</TableCell>
              <TableCell align="right">{countWords(one.n)}</TableCell>
              <TableCell align="right">{countWords(one.low)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}
