import { Box, IconButton } from '@mui/material';
import CloseIcon from '@mui/icons-material/Close';
import { useLocaleState, useTranslate } from 'react-admin';
import { GradeTag, typeName } from '../../case';
import type { QueueCase } from '../queue/queue';

interface SelectionListProps {
  rows: readonly QueueCase[];
  /** Messages why some of them cannot be dispatched, by case id. */
  blocked: ReadonlyMap<string, string>;
  onRemove: (id: string) => void;
  onOpen: (id: string) => void;
}

/** The selected cases, each with buttons to open it and to remove it. */
export function SelectionList({ rows, blocked, onRemove, onOpen }: SelectionListProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  return (
    <Box
      component="ul"
      aria-label={translate('desk.selection.list')}
      // The list scrolls on its own, so it must be reachable by keyboard.
      tabIndex={0}
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        maxHeight: 190,
        overflowY: 'auto',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        '& > li + li': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      {rows.map((row) => {
        const why = blocked.get(row.id);
        return (
          <Box
            component="li"
            key={row.id}
            sx={{
              display: 'grid',
              gridTemplateColumns: 'auto 1fr auto',
              alignItems: 'center',
              columnGap: 1,
              pl: 1,
            }}
          >
            <GradeTag grade={row.grade} />
            <Box sx={{ minWidth: 0 }}>
              <Box
                component="button"
                type="button"
                onClick={() => onOpen(row.id)}
                sx={{
                  p: 0,
                  border: 0,
                  bgcolor: 'transparent',
                  color: 'primary.main',
                  font: 'inherit',
                  fontSize: 14,
                  cursor: 'pointer',
                  fontVariantNumeric: 'tabular-nums',
                }}
              >
                {row.number}
              </Box>
              <Box component="span" sx={{ ml: 1, fontSize: 13, color: 'text.secondary' }}>
                {typeName(row, locale)}
              </Box>
              {why && <Box sx={{ fontSize: 13, color: 'error.main' }}>{why}</Box>}
            </Box>
            <IconButton
              size="small"
              onClick={() => onRemove(row.id)}
              aria-label={translate('desk.selection.remove', { number: row.number })}
            >
              <CloseIcon fontSize="small" />
            </IconButton>
          </Box>
        );
      })}
    </Box>
  );
}
