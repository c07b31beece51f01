import { Link } from 'react-router-dom';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { CaseCard } from '../../case';
import { type Bounds, type HotspotFilter, mapCases } from '../../data/console/hotspots';
import { useRead } from '../../data/hooks/useRead';
import { casePath } from '../../ui/console/links';
import { Empty, Failed, Waiting } from '../../ui/console/States';
import { COUNTS, KEPT } from '../figures/useCounts';

/** Maximum number of listed cases; the newest. */
const MAX_CASES = 50;

/** The bounding box of the whole country, for a list that is limited by its area only. */
export const EVERYWHERE: Bounds = { west: 73, south: 3, east: 136, north: 54 };

interface CaseLinesProps {
  bounds: Bounds;
  parent: string | null;
  filter: HotspotFilter;
}

/** The newest cases of a part of the map; each links to its page. */
export function CaseLines({ bounds, parent, filter }: CaseLinesProps) {
  const translate = useTranslate();
  const { data, error, refetch } = useRead(
    [COUNTS, 'cases', bounds, parent, filter],
    (signal) => mapCases(bounds, parent, filter, signal),
    KEPT,
  );
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Waiting rows={4} height={64} />;
  if (data.length === 0) return <Empty title={translate('hotspot.no_cases')} />;
  return (
    <>
      <Box component="ul" aria-label={translate('hotspot.case_list')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map((row) => (
          <Box component="li" key={row.id} sx={{ borderBottom: 1, borderColor: 'divider' }}>
            <Box
              component={Link}
              to={casePath(row.id)}
              sx={{
                display: 'block',
                py: 1.25,
                color: 'text.primary',
                textDecoration: 'none',
                '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main' },
              }}
            >
              <CaseCard row={row} />
            </Box>
          </Box>
        ))}
      </Box>
      {data.length >= MAX_CASES && (
        <Typography variant="body2" color="text.secondary" sx={{ pt: 1 }}>
          {translate('hotspot.newest', { max: MAX_CASES })}
        </Typography>
      )}
    </>
  );
}
