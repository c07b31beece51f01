import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { EditedLayer } from '../data/console/mapLayers';
import type { Change } from '../data/hooks/useChange';
import { FormDialog } from '../ui/form/FormDialog';
import { useFormStatus } from '../ui/form/formStatus';
import { SelectInput } from '../ui/form/SelectInput';
import { TextInput } from '../ui/form/TextInput';
import { useSetValues, useValues } from '../ui/form/values';
import { layerOf, type LayerValues, type Preset, PRESETS, SYSTEMS, valuesOf } from './layerForm';

interface LayerDialogProps {
  /** The layer being changed; null for a new one. */
  layer: EditedLayer | null;
  change: Change<'set_map_layers'>;
  onSave: (layer: EditedLayer) => unknown;
  onClose: () => void;
  refetch: () => Promise<unknown>;
}

/** One layer: the source of its tiles, their coordinate system, the text below the map. */
export function LayerDialog({ layer, change, onSave, onClose, refetch }: LayerDialogProps) {
  const translate = useTranslate();
  const field = (name: string) => translate(`field.${name}`);
  const hint = (name: string) => translate(`place.layers.${name}_hint`);
  return (
    <FormDialog
      title={layer ? translate('place.layers.edit', { name: layer.name }) : translate('place.layers.add')}
      initial={{ ...valuesOf(layer), preset: '' }}
      confirm={translate('place.layers.save')}
      change={change}
      refetch={refetch}
      onSubmit={(values) => onSave(layerOf(values))}
      onClose={onClose}
    >
      {!layer && <PresetField />}
      <TextInput name="name" label={translate('place.layers.name')} required />
      <TextInput name="name_en" label={field('name_en')} />
      <TextInput name="url" label={field('url')} hint={hint('url')} lines={2} required />
      <TextInput name="labels_url" label={field('labels_url')} hint={hint('labels')} lines={2} />
      <TextInput name="subdomains" label={field('subdomains')} hint={hint('subdomains')} />
      <TextInput name="key" label={field('key')} hint={hint('key')} />
      <SelectInput
        name="system"
        label={field('system')}
        hint={hint('system')}
        required
        choices={SYSTEMS.map((value) => ({ value, label: translate(`place.system.${value}`) }))}
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr 1fr', alignItems: 'start' }}>
        <TextInput name="min_zoom" label={field('min_zoom')} />
        <TextInput name="max_zoom" label={field('max_zoom')} />
      </Box>
      <TextInput name="attribution" label={field('attribution')} />
      <TextInput name="approval" label={field('approval')} hint={hint('approval')} />
    </FormDialog>
  );
}

/** Fills the form from a preset. */
function PresetField() {
  const translate = useTranslate();
  const { preset } = useValues<{ preset: string }>();
  const set = useSetValues<LayerValues & { preset: string }>();
  const { sending } = useFormStatus();
  const choose = (chosen: string) =>
    set({ preset: chosen, ...(chosen in PRESETS && PRESETS[chosen as Preset]) });
  return (
    <Box component="label" sx={{ display: 'grid', gap: 0.5, color: 'text.secondary', fontSize: 14 }}>
      {translate('place.layers.preset')}
      <Box
        component="select"
        value={preset}
        disabled={sending}
        onChange={(event) => choose((event.target as unknown as HTMLSelectElement).value)}
        sx={{
          minHeight: 44,
          px: 1,
          font: 'inherit',
          color: 'text.primary',
          bgcolor: 'background.paper',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
        }}
      >
        <option value="">{translate('place.layers.preset_none')}</option>
        {Object.keys(PRESETS).map((value) => (
          <option key={value} value={value}>
            {translate(`place.layers.presets.${value}`)}
          </option>
        ))}
      </Box>
    </Box>
  );
}
