import { useState } from 'react';
import { Box, Button, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { RegionLine } from '../data/console/regionTree';
import { Panel } from '../ui/console/Panel';
import { PageButtons } from './PageButtons';

const PER_PAGE = 50;

/** Regions of the territory that the file does not name: listed, but never changed. */
export function AbsentRegions({ regions }: { regions: RegionLine[] }) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  const [page, setPage] = useState(1);
  if (regions.length === 0) return null;
  return (
    <Panel
      title={translate('console.region.import.absent', { count: regions.length.toLocaleString('en-US') })}
      aside={
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)} sx={{ minHeight: 44 }}>
          {translate(open ? 'console.region.import.fold' : 'console.region.import.unfold')}
        </Button>
      }
    >
      <Typography color="text.secondary">{translate('console.region.import.absent_hint')}</Typography>
      {open && (
        <>
          <Box component="ul" sx={{ my: 1, pl: 2.5, columns: { md: 2 } }}>
            {regions.slice((page - 1) * PER_PAGE, page * PER_PAGE).map(({ code, path }) => (
              <li key={code}>
                {path}{' '}
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {code}
                </Box>
              </li>
            ))}
          </Box>
          <PageButtons page={page} perPage={PER_PAGE} total={regions.length} onPage={setPage} />
        </>
      )}
    </Panel>
  );
}
