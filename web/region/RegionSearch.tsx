import { useEffect, useState } from 'react';
import Search from '@mui/icons-material/Search';
import { Box, ButtonBase, InputAdornment, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import { findRegions, FOUND_LIMIT } from '../data/console/regionTree';
import { useRead } from '../data/hooks/useRead';
import { Empty, Failed, Waiting } from '../ui/console/States';
import { Tag } from '../ui/console/Tag';

const DEBOUNCE_MS = 300;

/** The text of a search field, debounced. */
export function usePaused(typed: string): string {
  const [paused, setPaused] = useState(typed.trim());
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed.trim()), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return paused;
}

/** The search field for regions. */
export function RegionSearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const translate = useTranslate();
  return (
    <TextField
      type="search"
      size="small"
      fullWidth
      label={translate('console.region.search')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{
        inputLabel: { shrink: true },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Search fontSize="small" />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}

interface FoundProps {
  scope: string;
  query: string;
  withRetired: boolean;
  onChoose: (code: string) => void;
}

/** The results of a search, in place of the tree. */
export function FoundRegions({ scope, query, withRetired, onChoose }: FoundProps) {
  const translate = useTranslate();
  const { data, error, refetch } = useRead(['region_search', scope, query, withRetired], (signal) =>
    findRegions(scope, query, withRetired, signal),
  );
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting rows={6} height={44} />;
  if (data.length === 0)
    return (
      <Empty title={translate('console.list.no_match')} hint={translate('console.region.no_match_hint')} />
    );
  return (
    <>
      <Box
        component="ul"
        aria-label={translate('console.region.found')}
        sx={{ listStyle: 'none', m: 0, p: 0 }}
      >
        {data.slice(0, FOUND_LIMIT).map((region) => (
          <li key={region.code}>
            <ButtonBase
              onClick={() => onChoose(region.code)}
              sx={{
                width: '100%',
                minHeight: 44,
                px: 1,
                py: 0.5,
                gap: 1,
                flexWrap: 'wrap',
                justifyContent: 'flex-start',
                textAlign: 'left',
                font: 'inherit',
                borderRadius: 0.75,
                '&:hover, &:focus-visible': { bgcolor: 'action.hover' },
              }}
            >
              <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
                {region.path}
              </Box>
              <Box component="span" sx={{ color: 'text.secondary', fontSize: 13 }}>
                {region.code}
              </Box>
              {!region.active && <Tag tone="neutral">{translate('console.region.retired')}</Tag>}
            </ButtonBase>
          </li>
        ))}
      </Box>
      {data.length > FOUND_LIMIT && (
        <Box sx={{ px: 1, py: 1, color: 'text.secondary' }}>
          {translate('console.region.more_found', { limit: FOUND_LIMIT })}
        </Box>
      )}
    </>
  );
}
