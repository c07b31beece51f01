import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { parentCode } from '../domain/regionCode';
import { nodesBelow, type RegionNode } from '../data/console/regionTree';
import { useRead } from '../data/hooks/useRead';
import { Empty, Failed, Waiting } from '../ui/console/States';
import { FIGURES, TreeRow } from './TreeRow';
import { treeKey } from './treeKeys';

/** State of the tree shared by its rows. */
interface Tree {
  withRetired: boolean;
  chosen: string | null;
  open: ReadonlySet<string>;
  toggle: (code: string, open: boolean) => void;
  choose: (code: string) => void;
  /** The only row that the Tab key reaches. */
  reached: string | null;
  reach: (code: string) => void;
}

interface RegionTreeProps extends Omit<Tree, 'reached' | 'reach'> {
  /** The root of the tree; null: the cities. */
  root: string | null;
}

/** The regions as a tree, for mouse, touch and arrow keys. */
export function RegionTree({ root, ...tree }: RegionTreeProps) {
  const translate = useTranslate();
  const [reached, reach] = useState(tree.chosen ?? root);
  const frame = useRef<HTMLUListElement>(null);
  const above = root === null ? null : parentCode(root);
  const { data, error, refetch } = useRead(['region_tree', above, tree.withRetired], (signal) =>
    nodesBelow(above, tree.withRetired, signal),
  );
  const nodes = root === null ? data : data?.filter((node) => node.code === root);
  const first = nodes?.[0]?.code;

  // Collapsing a branch or hiding inactive codes may remove the row that Tab reaches.
  useEffect(() => {
    if (first && !frame.current?.querySelector('[tabindex="0"]')) reach(first);
  }, [first, tree.open, tree.withRetired, reached]);

  const press = (event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[role="treeitem"]');
    if (!row || !frame.current || event.altKey || event.ctrlKey || event.metaKey) return;
    const answer = treeKey(frame.current, row, event.key);
    if (!answer) return;
    event.preventDefault();
    if (answer === 'moved') return;
    if (answer.wish === 'choose') tree.choose(answer.code);
    else tree.toggle(answer.code, answer.wish === 'open');
  };

  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!nodes) return <Waiting rows={8} height={32} />;
  const only = nodes.length === 1 ? nodes[0] : undefined;
  const bare = only?.can_change && only.children === 0;
  if (nodes.length === 0)
    return <Empty title={translate('console.region.none')} hint={translate('console.region.none_hint')} />;
  return (
    <>
      <Box
        aria-hidden
        sx={{
          display: { xs: 'none', sm: 'grid' },
          gridTemplateColumns: `minmax(0, 1fr) ${FIGURES}`,
          color: 'text.secondary',
          fontSize: 13,
          px: 1,
          pb: 0.5,
          textAlign: 'right',
        }}
      >
        <span />
        <span>{translate('console.region.children')}</span>
        <span>{translate('console.region.organisations')}</span>
        <span>{translate('console.region.people')}</span>
      </Box>
      <Box
        component="ul"
        ref={frame}
        role="tree"
        aria-label={translate('console.region.tree')}
        onKeyDown={press}
        sx={{ listStyle: 'none', m: 0, p: 0 }}
      >
        {nodes.map((node) => (
          <Item key={node.code} node={node} depth={0} tree={{ ...tree, reached, reach }} />
        ))}
      </Box>
      {bare && !tree.withRetired && (
        <Empty title={translate('console.region.bare')} hint={translate('console.region.bare_hint')} />
      )}
    </>
  );
}

function Item({ node, depth, tree }: { node: RegionNode; depth: number; tree: Tree }) {
  const { code } = node;
  // Below an active region there may also be inactive codes, which the count does not include.
  const folds = node.level < 4 && (node.children > 0 || tree.withRetired);
  const open = folds && tree.open.has(code);
  return (
    <li role="none">
      <TreeRow
        node={node}
        depth={depth}
        chosen={tree.chosen === code}
        open={folds ? open : null}
        reached={tree.reached === code}
        onReach={() => tree.reach(code)}
        onToggle={() => tree.toggle(code, !open)}
        onChoose={() => tree.choose(code)}
      />
      {open && <Branch parent={code} depth={depth + 1} tree={tree} />}
    </li>
  );
}

function Branch({ parent, depth, tree }: { parent: string; depth: number; tree: Tree }) {
  const translate = useTranslate();
  const { data, error, refetch } = useRead(['region_tree', parent, tree.withRetired], (signal) =>
    nodesBelow(parent, tree.withRetired, signal),
  );
  return (
    <Box component="ul" role="group" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {data?.map((node) => (
        <Item key={node.code} node={node} depth={depth} tree={tree} />
      ))}
      {(!data || data.length === 0) && (
        <Box component="li" role="none" sx={{ pl: depth * 2.5 + 4, py: 0.5, color: 'text.secondary' }}>
          {error && <Failed error={error} retry={() => void refetch()} />}
          {!error && !data && <Waiting rows={2} height={28} />}
          {data && translate('console.region.nothing_below')}
        </Box>
      )}
    </Box>
  );
}
