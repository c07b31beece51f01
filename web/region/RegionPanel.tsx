import { useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { Alert, Button, Link, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { type RegionRecord, regionsOf } from '../data/console/regions';
import { nodeOf, type RegionNode } from '../data/console/regionTree';
import { useRead } from '../data/hooks/useRead';
import { Facts } from '../ui/console/Facts';
import { Panel } from '../ui/console/Panel';
import { Empty, Failed, Waiting } from '../ui/console/States';
import { Tag } from '../ui/console/Tag';
import { RegionForm, type RegionAction } from './RegionForm';

const listOf = (resource: string, code: string) =>
  `/${resource}?filter=${encodeURIComponent(JSON.stringify({ within: code }))}`;

/**
 * The user's actions on a region: the own region is administered by the level above, except for its name, its
 * population and what lies below it.
 */
function actionsFor(node: RegionNode, own: string | null): RegionAction[] {
  if (!node.can_change || !node.active) return [];
  const below: RegionAction[] = node.level < 4 ? ['add'] : [];
  if (node.code === own) return [...below, 'rename', 'population'];
  return [...below, 'rename', 'population', 'merge', 'split', 'recode', 'retire'];
}

interface PanelProps {
  onChoose: (code: string) => void;
  onAdded: (parent: string) => void;
}

/** The chosen region: its facts, links, and its administrator's actions. */
export function RegionPanel({ code, ...does }: { code: string } & PanelProps) {
  const translate = useTranslate();
  const { data, error, refetch } = useRead(['region_node', code], (signal) => nodeOf(code, signal));
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Waiting rows={4} height={56} />;
  if (data === null)
    return (
      <Panel>
        <Empty title={translate('error.region_not_found')} hint={translate('console.region.missing_hint')} />
      </Panel>
    );
  return <Known key={code} node={data} {...does} />;
}

function Known({ node, onChoose, onAdded }: { node: RegionNode } & PanelProps) {
  const translate = useTranslate();
  const { scope_code: own } = useMe();
  const [action, setAction] = useState<RegionAction | null>(null);
  const { code, successor_code: successor } = node;
  const { data: named = [] } = useRead(['regions', code, successor], (signal) =>
    regionsOf(successor ? [code, successor] : [code], signal),
  );
  const lineOf = (of: string | null) => named.find((region) => region.code === of);
  const actions = actionsFor(node, own);
  return (
    <Panel
      title={node.name}
      aside={!node.active && <Tag tone="neutral">{translate('console.region.retired')}</Tag>}
    >
      <Stack spacing={2}>
        {!node.active && (
          <Alert severity="info">
            {successor ? (
              <>
                {translate('console.region.succeeded')}{' '}
                <Link component="button" type="button" onClick={() => onChoose(successor)}>
                  {lineOf(successor)?.path ?? successor}
                </Link>
              </>
            ) : (
              translate('console.region.ended')
            )}
          </Alert>
        )}
        <NodeFacts node={node} line={lineOf(code)} />
        {actions.length > 0 && (
          <Stack
            direction="row"
            role="group"
            aria-label={translate('console.region.actions')}
            spacing={1}
            useFlexGap
            sx={{ flexWrap: 'wrap', '& > button': { minHeight: { xs: 44, sm: 36 } } }}
          >
            {actions.map((one) => (
              <Button
                key={one}
                variant={one === 'add' ? 'contained' : 'outlined'}
                color={one === 'retire' ? 'error' : 'primary'}
                onClick={() => setAction(one)}
              >
                {translate(`console.region.action.${one}`)}
              </Button>
            ))}
          </Stack>
        )}
        {node.can_change && code === own && node.level > 1 && (
          <Typography variant="body2" color="text.secondary">
            {translate('console.region.own_hint')}
          </Typography>
        )}
      </Stack>
      {action && <RegionForm action={action} node={node} onAdded={onAdded} onClose={() => setAction(null)} />}
    </Panel>
  );
}

/** What is known about a region; `line` holds what the tree does not. */
function NodeFacts({ node, line }: { node: RegionNode; line: RegionRecord | undefined }) {
  const translate = useTranslate();
  const { code, longitude, latitude } = node;
  const label = (key: string) => translate(`console.region.${key}`);
  const residents = line?.population
    ? translate('console.region.population_words', {
        population: line.population.toLocaleString('en-US'),
        year: line.population_year,
      })
    : translate('console.region.no_place');
  const place =
    longitude === null || latitude === null
      ? translate('console.region.no_place')
      : translate('console.region.place_words', {
          longitude: longitude.toFixed(5),
          latitude: latitude.toFixed(5),
        });
  return (
    <Facts
      facts={[
        { label: label('code'), value: code },
        { label: label('level'), value: translate(`console.level.${node.level}`) },
        { label: label('path'), value: line?.path },
        { label: label('place'), value: place },
        { label: label('population'), value: residents },
        { label: label('children_long'), value: node.children.toLocaleString('en-US') },
        {
          label: label('organisations'),
          value: (
            <Counted
              count={node.organisations}
              to={listOf('organisations', code)}
              see={translate('console.region.see_organisations')}
            />
          ),
        },
        {
          label: label('people'),
          value: node.people !== null && (
            <Counted
              count={node.people}
              to={listOf('posts', code)}
              see={translate('console.region.see_people')}
            />
          ),
        },
      ]}
    />
  );
}

/** A number, and a link to the list of what it counts. */
function Counted({ count, to, see }: { count: number; to: string; see: string }) {
  return (
    <>
      {count.toLocaleString('en-US')}{' '}
      {count > 0 && (
        <Link component={RouterLink} to={to} sx={{ ml: 1 }}>
          {see}
        </Link>
      )}
    </>
  );
}
