import type { MouseEvent } from 'react';
import ChevronRight from '@mui/icons-material/ChevronRight';
import { Box } from '@mui/material';
import { visuallyHidden } from '@mui/utils';
import { useTranslate } from 'react-admin';
import type { RegionNode } from '../data/console/regionTree';
import { Tag } from '../ui/console/Tag';

/** Widths of the columns of numbers next to the names. */
export const FIGURES = '56px 88px 56px';

const formatted = (figure: number | null) => figure?.toLocaleString('en-US') ?? '–';

interface TreeRowProps {
  node: RegionNode;
  depth: number;
  chosen: boolean;
  /** Whether it is expanded; null for a region without subdivisions. */
  open: boolean | null;
  /** Whether the Tab key reaches this row. */
  reached: boolean;
  onReach: () => void;
  onToggle: () => void;
  onChoose: () => void;
}

/** A row of the tree. The tree handles the keys; the arrow in front is for mouse and touch. */
export function TreeRow(props: TreeRowProps) {
  const { node, depth, chosen, open, reached, onReach, onToggle, onChoose } = props;
  const translate = useTranslate();
  const toggle = (event: MouseEvent) => {
    if (open === null) return;
    event.stopPropagation();
    onToggle();
  };
  const { children, organisations, people } = node;
  const columns = [
    { key: 'children', figure: node.level === 4 ? null : children },
    { key: 'organisations', figure: organisations },
    { key: 'people', figure: people },
  ];
  return (
    <Box
      role="treeitem"
      data-code={node.code}
      aria-level={depth + 1}
      aria-expanded={open ?? undefined}
      aria-selected={chosen}
      tabIndex={reached ? 0 : -1}
      onFocus={onReach}
      onClick={onChoose}
      sx={{
        position: 'relative',
        '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -2 },
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: `minmax(0, 1fr) ${FIGURES}` },
        alignItems: 'center',
        minHeight: { xs: 48, sm: 38 },
        pr: 1,
        borderRadius: 0.75,
        cursor: 'pointer',
        color: node.active ? 'text.primary' : 'text.secondary',
        fontVariantNumeric: 'tabular-nums',
        bgcolor: chosen ? 'action.selected' : undefined,
        '&:hover': { bgcolor: chosen ? 'action.selected' : 'action.hover' },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', minWidth: 0, pl: depth * 2.5 }}>
        <Box
          component="span"
          aria-hidden
          data-toggle={open === null ? undefined : ''}
          onClick={toggle}
          sx={{
            flex: 'none',
            display: 'grid',
            placeItems: 'center',
            width: { xs: 44, sm: 32 },
            height: { xs: 44, sm: 34 },
            color: 'text.secondary',
          }}
        >
          {open !== null && (
            <ChevronRight
              fontSize="small"
              sx={{ transform: open ? 'rotate(90deg)' : 'none', transition: 'transform 120ms' }}
            />
          )}
        </Box>
        <Name node={node} chosen={chosen} />
      </Box>
      {columns.map(({ key, figure }) => (
        <Box key={key} sx={{ display: { xs: 'none', sm: 'block' }, textAlign: 'right' }}>
          <Box component="span" sx={visuallyHidden}>
            {translate(`console.region.${key}`)}{' '}
          </Box>
          {formatted(figure)}
        </Box>
      ))}
    </Box>
  );
}

/** Name, code and state of a region; on a phone its numbers too. */
function Name({ node, chosen }: { node: RegionNode; chosen: boolean }) {
  const translate = useTranslate();
  const { children, organisations, people } = node;
  return (
    <Box sx={{ minWidth: 0, py: 0.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'center' }}>
        <Box component="span" sx={{ fontWeight: chosen ? 650 : 500, overflowWrap: 'anywhere' }}>
          {node.name}
        </Box>
        <Box component="span" sx={{ color: 'text.secondary', fontSize: 13 }}>
          {node.code}
        </Box>
        {!node.active && <Tag tone="neutral">{translate('console.region.retired')}</Tag>}
        {node.successor_code && (
          <Box component="span" sx={{ fontSize: 13 }}>
            {translate('console.region.successor_code', { code: node.successor_code })}
          </Box>
        )}
      </Box>
      <Box sx={{ display: { sm: 'none' }, color: 'text.secondary', fontSize: 13 }}>
        {translate(node.level === 4 ? 'console.region.figures_last' : 'console.region.figures', {
          children: formatted(children),
          organisations: formatted(organisations),
          people: formatted(people),
        })}
      </Box>
    </Box>
  );
}
