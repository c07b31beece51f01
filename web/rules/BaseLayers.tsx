import { useState } from 'react';
import { Alert, Box, Button, Stack, Typography, useTheme } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import { type EditedLayer, layerSettings } from '../data/console/mapLayers';
import { countyOutlines } from '../data/console/regions';
import { useChange } from '../data/hooks/useChange';
import { useRead } from '../data/hooks/useRead';
import { useTiles } from '../data/hooks/useTiles';
import { CityMap } from '../map';
import { FormDialog } from '../ui/console/FormDialog';
import { Panel } from '../ui/console/Panel';
import { Empty, Failed, Waiting } from '../ui/console/States';
import { LayerDialog } from './LayerDialog';
import { RulesFrame } from './RulesFrame';

/** The tile layers of the maps, in their order: add, change and remove. */
export default function BaseLayers() {
  const translate = useTranslate();
  const notify = useNotify();
  const settings = useRead(['map_layer_settings'], layerSettings);
  const change = useChange('set_map_layers');
  const [open, setOpen] = useState<{ name: string | null; doing: 'edit' | 'remove' } | null>(null);
  const [saved, setSaved] = useState(false);
  const { data, error, refetch } = settings;
  const layers = data?.layers ?? [];

  const save = async (next: EditedLayer[], message: string) => {
    if (!data) return;
    const done = await change.send({
      expected_version: data.version,
      layers: next as never,
    });
    if (!done) return;
    // The next change needs the version that this one created.
    await refetch();
    setOpen(null);
    setSaved(true);
    notify(message, { type: 'success' });
  };
  const close = () => {
    setOpen(null);
    change.fail(null);
  };
  const moved = (place: number) => {
    const next = [...layers];
    next.splice(place - 1, 0, ...next.splice(place, 1));
    return next;
  };
  const at = layers.findIndex(({ name }) => name === open?.name);
  const chosen = layers[at];

  return (
    <RulesFrame
      tab="map"
      actions={
        data && (
          <Button
            variant="contained"
            onClick={() => setOpen({ name: null, doing: 'edit' })}
            sx={{ minHeight: 44 }}
          >
            {translate('place.layers.add')}
          </Button>
        )
      }
    >
      <Stack spacing={2}>
        <Typography color="text.secondary">{translate('place.layers.lead')}</Typography>
        {error && <Failed error={error} retry={() => void refetch()} />}
        {!error && !data && <Waiting rows={3} height={72} />}
        {saved && (
          <Alert
            severity="info"
            action={
              <Button color="inherit" onClick={() => window.location.reload()}>
                {translate('place.layers.reload_button')}
              </Button>
            }
          >
            {translate('place.layers.reload')}
          </Alert>
        )}
        {!open && change.failure && <Failed error={change.failure} retry={() => void refetch()} />}
        {data && layers.length === 0 && (
          <Panel>
            <Empty title={translate('place.layers.none')} hint={translate('place.layers.none_hint')} />
          </Panel>
        )}
        {layers.map((layer, place) => (
          <LayerCard
            key={layer.name}
            layer={layer}
            first={place === 0}
            busy={change.sending}
            onEdit={() => setOpen({ name: layer.name, doing: 'edit' })}
            onRemove={() => setOpen({ name: layer.name, doing: 'remove' })}
            onUp={() => void save(moved(place), 'place.layers.saved')}
          />
        ))}
        {data && <Preview />}
      </Stack>
      {open?.doing === 'edit' && (
        <LayerDialog
          layer={chosen ?? null}
          change={change}
          refetch={refetch}
          onSave={(layer) =>
            void save(layers.toSpliced(at < 0 ? layers.length : at, 1, layer), 'place.layers.saved')
          }
          onClose={close}
        />
      )}
      {open?.doing === 'remove' && chosen && (
        <FormDialog
          title={translate('place.layers.remove_title', { name: chosen.name })}
          confirm={translate('place.layers.remove_confirm')}
          destructive
          change={change}
          refetch={refetch}
          onSubmit={() => void save(layers.toSpliced(at, 1), 'place.layers.removed')}
          onClose={close}
        />
      )}
    </RulesFrame>
  );
}

interface LayerCardProps {
  layer: EditedLayer;
  first: boolean;
  busy: boolean;
  onEdit: () => void;
  onRemove: () => void;
  onUp: () => void;
}

function LayerCard({ layer, first, busy, onEdit, onRemove, onUp }: LayerCardProps) {
  const translate = useTranslate();
  const { name } = layer;
  const button = (doing: 'up' | 'edit' | 'remove', press: () => void) => (
    <Button
      onClick={press}
      disabled={busy}
      color={doing === 'remove' ? 'error' : 'primary'}
      aria-label={translate(`place.layers.${doing}`, { name })}
      sx={{ minHeight: 44 }}
    >
      {translate(`place.layers.${doing}_short`)}
    </Button>
  );
  return (
    <Panel
      title={name}
      aside={
        <>
          {!first && button('up', onUp)}
          {button('edit', onEdit)}
          {button('remove', onRemove)}
        </>
      }
    >
      <Typography sx={{ overflowWrap: 'anywhere', fontSize: 14 }}>{layer.url}</Typography>
      <Typography variant="body2" color="text.secondary">
        {[
          translate(`place.system.${layer.system}`),
          translate('place.layers.zoom', { min: layer.min_zoom, max: layer.max_zoom }),
          layer.key && translate('place.layers.has_key'),
          layer.attribution,
          layer.approval,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Typography>
    </Panel>
  );
}

/** The city's map as users see it, with the layer switch. */
function Preview() {
  const translate = useTranslate();
  const theme = useTheme();
  const tiles = useTiles();
  const outlines = useRead(['county_outlines'], countyOutlines);
  if (!tiles || !outlines.data) return null;
  return (
    <Panel title={translate('place.layers.preview')}>
      <Box sx={{ height: { xs: 300, md: 420 }, borderRadius: 1, overflow: 'hidden' }}>
        <CityMap
          outlines={outlines.data}
          texts={{
            label: translate('map.label'),
            notice: translate('map.notice'),
            zoomIn: translate('map.zoom_in'),
            zoomOut: translate('map.zoom_out'),
            whole: translate('map.whole'),
          }}
          theme={theme.palette.mode}
          tiles={tiles}
        />
      </Box>
    </Panel>
  );
}
