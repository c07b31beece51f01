import { useCallback, useState } from 'react';
import { Link } from 'react-router-dom';
import ArrowBack from '@mui/icons-material/ArrowBack';
import Upload from '@mui/icons-material/FileUploadOutlined';
import { Box, Button, FormControlLabel, Stack, Switch } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { parentCode } from '../domain/regionCode';
import { Page } from '../ui/console/Page';
import { Panel } from '../ui/console/Panel';
import { ChangesPanel } from './ChangesPanel';
import { RegionExport } from './RegionExport';
import { RegionPanel } from './RegionPanel';
import { FoundRegions, RegionSearchField, usePaused } from './RegionSearch';
import { RegionTree } from './RegionTree';

/** The codes above a region, which the tree expands to show it. */
function above(code: string): string[] {
  const parent = parentCode(code);
  return parent === null ? [] : [...above(parent), parent];
}

interface OverviewProps {
  mayImport: boolean;
  /** The region in the URL. */
  code: string | null;
  onChoose: (code: string | null) => void;
}

/** Tree and search on one side, the chosen region on the other; on a phone one at a time. */
export function RegionOverview({ mayImport, code, onChoose }: OverviewProps) {
  const translate = useTranslate();
  const { scope_code: scope, scope_name: scopeName } = useMe();
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set([...(scope === null ? [] : [scope]), ...(code === null ? [] : above(code))]),
  );
  const toggle = useCallback(
    (one: string, wanted: boolean) =>
      setOpen((before) => {
        const next = new Set(before);
        if (wanted) next.add(one);
        else next.delete(one);
        return next;
      }),
    [],
  );
  const choose = (one: string) => {
    setOpen((before) => new Set([...before, ...above(one)]));
    onChoose(one);
  };
  // A wide screen always shows a region; a phone only a chosen one.
  const shown = code ?? scope;
  return (
    <Page
      title={translate('console.menu.regions')}
      lead={scopeName && translate('console.region.lead', { scope: scopeName })}
      actions={
        <Stack direction="row" spacing={1} sx={{ '& > *': { minHeight: { xs: 44, sm: 36 } } }}>
          {scope !== null && <RegionExport scope={scope} />}
          {mayImport && (
            <Button component={Link} to="?import" variant="outlined" startIcon={<Upload />}>
              {translate('console.region.import.open')}
            </Button>
          )}
        </Stack>
      }
    >
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1.25fr) minmax(0, 1fr)' },
        }}
      >
        <Box sx={{ display: { xs: code === null ? 'block' : 'none', md: 'block' } }}>
          <FindRegion scope={scope} chosen={code} open={open} toggle={toggle} choose={choose} />
        </Box>
        <Stack
          spacing={2}
          useFlexGap
          sx={{
            minWidth: 0,
            position: { md: 'sticky' },
            top: { md: 72 },
          }}
        >
          {code !== null && (
            <Button
              startIcon={<ArrowBack />}
              onClick={() => onChoose(null)}
              sx={{ display: { md: 'none' }, alignSelf: 'flex-start', minHeight: 44 }}
            >
              {translate('console.region.back')}
            </Button>
          )}
          {shown !== null && (
            <Box sx={{ display: { xs: code === null ? 'none' : 'block', md: 'block' } }}>
              <RegionPanel code={shown} onChoose={choose} onAdded={(parent) => toggle(parent, true)} />
            </Box>
          )}
          <ChangesPanel />
        </Stack>
      </Box>
    </Page>
  );
}

interface FindRegionProps {
  /** The territory of the user. */
  scope: string | null;
  chosen: string | null;
  open: ReadonlySet<string>;
  toggle: (code: string, wanted: boolean) => void;
  choose: (code: string) => void;
}

/** The tree of regions and the search in it. */
function FindRegion({ scope, chosen, open, toggle, choose }: FindRegionProps) {
  const translate = useTranslate();
  const [withRetired, setWithRetired] = useState(false);
  const [typed, setTyped] = useState('');
  const query = usePaused(typed);
  return (
    <Panel>
      <Stack
        direction={{ xs: 'column', sm: 'row' }}
        spacing={1}
        useFlexGap
        sx={{ alignItems: { sm: 'center' }, mb: 1.5 }}
      >
        <RegionSearchField value={typed} onChange={setTyped} />
        <FormControlLabel
          control={
            <Switch checked={withRetired} onChange={(_event, on) => setWithRetired(on)} size="small" />
          }
          label={translate('console.region.with_retired')}
          sx={{ flex: 'none', minHeight: 44, ml: 0.5, mr: 0 }}
        />
      </Stack>
      {query !== '' && (
        <FoundRegions scope={scope ?? ''} query={query} withRetired={withRetired} onChoose={choose} />
      )}
      {/* Hidden, not unmounted, during a search, so that its expanded branches are kept. */}
      <Box sx={{ display: query === '' ? 'block' : 'none' }}>
        <RegionTree
          root={scope}
          withRetired={withRetired}
          chosen={chosen}
          open={open}
          toggle={toggle}
          choose={choose}
        />
      </Box>
    </Panel>
  );
}
