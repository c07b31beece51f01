import { Box } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import type { RegionNode } from '../data/console/regionTree';
import { useChange } from '../data/hooks/useChange';
import { PlacePicker } from '../place';
import { FormDialog } from '../ui/form/FormDialog';
import { useFormStatus } from '../ui/form/formStatus';
import { TextInput } from '../ui/form/TextInput';
import { useSetValues, useValues } from '../ui/form/values';
import { pinOf, type PlaceValues, readPlace } from './position';
import type { FormProps } from './RegionForm';
import { useInvalidateRegions } from './useInvalidateRegions';
import { useRegionPinWords } from './useRegionPinWords';

/** The centre point of a region: on the map, as pasted coordinates, or typed. */
function PlaceFields({ code, hint }: { code: string; hint: string }) {
  const translate = useTranslate();
  const values = useValues<PlaceValues>();
  const set = useSetValues<PlaceValues>();
  const { sending } = useFormStatus();
  const pinTexts = useRegionPinWords();
  return (
    <>
      <PlacePicker
        region={code}
        value={pinOf(values)}
        onChange={(place) =>
          set({
            longitude: place ? String(place.longitude) : '',
            latitude: place ? String(place.latitude) : '',
          })
        }
        pinTexts={pinTexts}
        disabled={sending}
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr 1fr', alignItems: 'start' }}>
        <TextInput name="longitude" label={translate('field.longitude')} hint={hint} />
        <TextInput name="latitude" label={translate('field.latitude')} />
      </Box>
    </>
  );
}

/** Number of digits of a code one level below a region. */
const digitsBelow = (node: RegionNode) => ({ 1: 6, 2: 9, 3: 12 })[node.level] ?? 12;

/** Adds a region below another. */
export function AddForm({ node, onClose, onAdded }: FormProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const invalidate = useInvalidateRegions();
  const change = useChange('create_region');
  const submit = async ({ code, name, ...place }: PlaceValues & { code: string; name: string }) => {
    const done = await change.send({ code: code.trim(), name: name.trim(), ...readPlace(place) });
    if (!done) return;
    await invalidate();
    onAdded(node.code);
    notify('console.region.done.add', { type: 'success', messageArgs: { name: name.trim() } });
    onClose();
  };
  return (
    <FormDialog
      title={translate('console.region.form.add', { name: node.name })}
      initial={{ code: node.code, name: '', longitude: '', latitude: '' }}
      confirm={translate('console.region.confirm.add')}
      change={change}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        name="code"
        label={translate('field.code')}
        required
        hint={translate('console.region.code_hint', { code: node.code, digits: digitsBelow(node) })}
      />
      <TextInput name="name" label={translate('field.name')} required />
      <PlaceFields code={node.code} hint={translate('console.region.place_hint')} />
    </FormDialog>
  );
}

/** Changes a region's name or centre point. */
export function RenameForm({ node, onClose }: FormProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const invalidate = useInvalidateRegions();
  const change = useChange('rename_region');
  const submit = async ({ name: typed, ...place }: PlaceValues & { name: string }) => {
    const name = typed.trim();
    const at = { code: node.code, expected_version: node.version };
    const done = await change.send({ ...at, name, ...readPlace(place) });
    await invalidate();
    if (!done) return;
    notify('console.region.done.rename', { type: 'success', messageArgs: { name } });
    onClose();
  };
  const { longitude, latitude } = node;
  return (
    <FormDialog
      title={translate('console.region.form.rename', { name: node.name })}
      lead={translate('console.region.means.rename')}
      initial={{
        name: node.name,
        longitude: longitude === null ? '' : String(longitude),
        latitude: latitude === null ? '' : String(latitude),
      }}
      confirm={translate('console.region.confirm.rename')}
      change={change}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput name="name" label={translate('field.name')} required />
      <PlaceFields code={node.code} hint={translate('console.region.place_kept')} />
    </FormDialog>
  );
}

/** Deactivates an empty region. */
export function RetireForm({ node, onClose }: FormProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const invalidate = useInvalidateRegions();
  const change = useChange('retire_region');
  const submit = async ({ reason }: { reason: string }) => {
    const args = { code: node.code, expected_version: node.version, reason: reason.trim() };
    const done = await change.send(args);
    await invalidate();
    if (!done) return;
    notify('console.region.done.retire', { type: 'success', messageArgs: { name: node.name } });
    onClose();
  };
  return (
    <FormDialog
      title={translate('console.region.form.retire', { name: node.name })}
      lead={translate('console.region.means.retire')}
      initial={{ reason: '' }}
      confirm={translate('console.region.confirm.retire')}
      destructive
      change={change}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput name="reason" label={translate('field.reason')} required lines={2} />
    </FormDialog>
  );
}
