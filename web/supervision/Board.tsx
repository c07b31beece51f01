import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Box, Button, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { type BoardLine, supervisionBoard } from '../data/console/supervision';
import { useRead } from '../data/hooks/useRead';
import { listPath } from '../ui/console/links';
import { Panel } from '../ui/console/Panel';
import { Failed, Waiting } from '../ui/console/States';

/** Number of organisations shown at first. */
const FIRST = 6;

/** The counts of the board, each with the filters of its list. */
const FIGURES = [
  { key: 'open_orders', filter: { open: 'true' }, colour: 'text.primary' },
  { key: 'overdue_orders', filter: { light: 'red' }, colour: 'error.main' },
  { key: 'answered_orders', filter: { status: 'answered' }, colour: 'primary.main' },
] as const;

/** Open orders by organisation, worst first; each number links to its list. */
export function Board() {
  const translate = useTranslate();
  const me = useMe();
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useRead(['supervision_board', me.post_id], supervisionBoard);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  const shown = all ? data : data?.slice(0, FIRST);
  return (
    <Panel
      title={translate('console.supervision.board.title')}
      aside={
        data &&
        data.length > FIRST && (
          <Button size="small" onClick={() => setAll(!all)} sx={{ minHeight: { xs: 44, md: 32 } }}>
            {translate(all ? 'console.supervision.board.fewer' : 'console.supervision.board.all', {
              count: data.length,
            })}
          </Button>
        )
      }
    >
      {!data && <Waiting rows={3} />}
      {data?.length === 0 && (
        <Typography color="text.secondary">{translate('console.supervision.board.none')}</Typography>
      )}
      {shown && shown.length > 0 && <Table lines={shown} all={data ?? []} />}
    </Panel>
  );
}

function Table({ lines, all }: { lines: readonly BoardLine[]; all: readonly BoardLine[] }) {
  const translate = useTranslate();
  const cell = { borderTop: 1, borderColor: 'divider', py: 0.25 };
  return (
    <Box
      component="table"
      aria-label={translate('console.supervision.board.title')}
      sx={{ width: '100%', borderCollapse: 'collapse', '& th': { fontWeight: 400, textAlign: 'left' } }}
    >
      <thead>
        <tr>
          <Box component="th" scope="col" sx={{ color: 'text.secondary', pb: 0.5 }}>
            {translate('console.supervision.board.organisation')}
          </Box>
          {FIGURES.map(({ key }) => (
            <Box
              component="th"
              scope="col"
              key={key}
              sx={{
                '&&': { textAlign: 'right' },
                color: 'text.secondary',
                pb: 0.5,
                width: { xs: 60, sm: 110 },
              }}
            >
              {translate(`console.supervision.board.${key}`)}
            </Box>
          ))}
        </tr>
      </thead>
      <tbody>
        {all.length > 1 && (
          <tr>
            <Box component="th" scope="row" sx={{ ...cell, '&&': { fontWeight: 650 } }}>
              {translate('console.supervision.board.total')}
            </Box>
            {FIGURES.map(({ key, filter, colour }) => (
              <Box component="td" key={key} sx={{ ...cell, textAlign: 'right' }}>
                <Figure
                  count={all.reduce((sum, line) => sum + line[key], 0)}
                  to={listPath('supervision', filter)}
                  label={`${translate('console.supervision.board.total')} · ${translate(`console.supervision.board.${key}`)}`}
                  colour={colour}
                />
              </Box>
            ))}
          </tr>
        )}
        {lines.map((line) => (
          <tr key={line.organisation_id}>
            <Box component="th" scope="row" sx={cell}>
              {line.organisation_name}
            </Box>
            {FIGURES.map(({ key, filter, colour }) => (
              <Box component="td" key={key} sx={{ ...cell, textAlign: 'right' }}>
                <Figure
                  count={line[key]}
                  to={listPath('supervision', { to_organisation_id: line.organisation_id, ...filter })}
                  label={`${line.organisation_name} · ${translate(`console.supervision.board.${key}`)}`}
                  colour={colour}
                />
              </Box>
            ))}
          </tr>
        ))}
      </tbody>
    </Box>
  );
}

interface FigureProps {
  count: number;
  to: string;
  /** Accessible name of the count. */
  label: string;
  colour: string;
}

function Figure({ count, to, label, colour }: FigureProps) {
  if (count === 0)
    return (
      <Box component="span" sx={{ color: 'text.secondary', pr: 1 }}>
        0
      </Box>
    );
  return (
    <Box
      component={Link}
      to={to}
      aria-label={`${label} ${count}`}
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        justifyContent: 'flex-end',
        minWidth: 44,
        minHeight: { xs: 44, md: 32 },
        pr: 1,
        color: colour,
        fontWeight: 650,
        textDecoration: 'underline',
        textDecorationColor: 'color-mix(in srgb, currentColor 40%, transparent)',
        textUnderlineOffset: '3px',
      }}
    >
      {count}
    </Box>
  );
}
