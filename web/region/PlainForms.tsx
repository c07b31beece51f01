import { Box } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import { toApiError } from '../data/core/errors';
import type { RegionNode } from '../data/console/regionTree';
import { useChange } from '../data/hooks/useChange';
import { PlacePicker } from '../place';
import { type Values, FormText, useForm } from '../ui/console/form';
import { FormDialog } from '../ui/console/FormDialog';
import { pinOf, readPlace, type TypedPlace } from './position';
import type { FormProps } from './RegionForm';
import { useInvalidateRegions } from './useInvalidateRegions';
import { useRegionPinWords } from './useRegionPinWords';

/** The centre point of a region: on the map, as pasted coordinates, or typed. */
function PlaceFields({ code, hint }: { code: string; hint: string }) {
  const translate = useTranslate();
  const { values, set, disabled } = useForm();
  const pinTexts = useRegionPinWords();
  return (
    <>
      <PlacePicker
        region={code}
        value={pinOf(values)}
        onChange={(place) => {
          set('longitude', place ? String(place.longitude) : '');
          set('latitude', place ? String(place.latitude) : '');
        }}
        pinTexts={pinTexts}
        disabled={disabled}
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr 1fr', alignItems: 'start' }}>
        <FormText name="longitude" label={translate('field.longitude')} hint={hint} />
        <FormText name="latitude" label={translate('field.latitude')} />
      </Box>
    </>
  );
}

/** Number of digits of a code one level below a region. */
const digitsBelow = (node: RegionNode) => ({ 1: 6, 2: 9, 3: 12 })[node.level] ?? 12;

/** The typed coordinates; null after an error was shown. */
function placeOf(
  values: Values,
  tell: (validationError: ReturnType<typeof toApiError>) => void,
): TypedPlace | null {
  try {
    return readPlace(values);
  } catch (validationError) {
    tell(toApiError(validationError));
    return null;
  }
}

/** Adds a region below another. */
export function AddForm({ node, onClose, onAdded }: FormProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const invalidate = useInvalidateRegions();
  const change = useChange('create_region');
  const submit = async (values: Values) => {
    const place = placeOf(values, change.fail);
    if (!place) return;
    const done = await change.send({ code: values.code!.trim(), name: values.name!.trim(), ...place });
    if (!done) return;
    await invalidate();
    onAdded(node.code);
    notify('console.region.done.add', { type: 'success', messageArgs: { name: values.name!.trim() } });
    onClose();
  };
  return (
    <FormDialog
      title={translate('console.region.form.add', { name: node.name })}
      initial={{ code: node.code, name: '', longitude: '', latitude: '' }}
      required={['code', 'name']}
      confirm={translate('console.region.confirm.add')}
      change={change}
      onSubmit={(values) => void submit(values)}
      onClose={onClose}
    >
      <FormText
        name="code"
        label={translate('field.code')}
        required
        hint={translate('console.region.code_hint', { code: node.code, digits: digitsBelow(node) })}
      />
      <FormText name="name" label={translate('field.name')} required />
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
  const submit = async (values: Values) => {
    const place = placeOf(values, change.fail);
    if (!place) return;
    const name = values.name!.trim();
    const done = await change.send({ code: node.code, expected_version: node.version, name, ...place });
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
      required={['name']}
      confirm={translate('console.region.confirm.rename')}
      change={change}
      onSubmit={(values) => void submit(values)}
      onClose={onClose}
    >
      <FormText name="name" label={translate('field.name')} required />
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
  const submit = async (values: Values) => {
    const args = { code: node.code, expected_version: node.version, reason: values.reason!.trim() };
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
      required={['reason']}
      confirm={translate('console.region.confirm.retire')}
      destructive
      change={change}
      onSubmit={(values) => void submit(values)}
      onClose={onClose}
    >
      <FormText name="reason" label={translate('field.reason')} required lines={2} />
    </FormDialog>
  );
}
