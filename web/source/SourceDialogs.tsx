import { useNotify, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { regionAndBelow, type SourceRecord } from '../data/console/sources';
import { useChange } from '../data/hooks/useChange';
import { useRead } from '../data/hooks/useRead';
import { FormDialog } from '../ui/form/FormDialog';
import { SelectInput } from '../ui/form/SelectInput';
import { TextInput } from '../ui/form/TextInput';

interface DialogProps {
  onDone: () => void;
  onClose: () => void;
}

/** Creates a code: for a region of the user's territory, or for the user's organisation. */
export function CreateSource({ onDone, onClose }: DialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const me = useMe();
  const change = useChange('create_source');
  const scope = me.scope_code;
  const regions = useRead(['region_and_below', scope], (signal) => regionAndBelow(scope ?? '', signal), {
    enabled: scope !== null,
  });
  const submit = async ({
    label,
    region_code,
    poster_place,
  }: {
    label: string;
    region_code: string;
    poster_place: string;
  }) => {
    const where = scope === null ? { organisation_id: me.organisation_id } : { region_code };
    if (!(await change.send({ label, ...where, ...(poster_place && { poster_place }) }))) return;
    notify(translate('console.source.created_done'), { type: 'success' });
    onDone();
    onClose();
  };
  return (
    <FormDialog
      title={translate('console.source.create')}
      lead={translate('console.source.create_lead')}
      initial={{ label: '', region_code: scope ?? '', poster_place: '' }}
      confirm={translate('console.source.create_confirm')}
      change={change}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        name="label"
        label={translate('console.source.label')}
        required
        hint={translate('console.source.label_hint')}
      />
      {scope !== null && (
        <SelectInput
          name="region_code"
          label={translate('console.source.region')}
          required
          choices={(regions.data ?? [{ code: scope, name: me.scope_name ?? scope }]).map(
            ({ code, name }) => ({
              value: code,
              label: name,
            }),
          )}
        />
      )}
      <TextInput
        name="poster_place"
        label={translate('console.source.place')}
        hint={translate('console.source.place_hint')}
      />
    </FormDialog>
  );
}

/** Deactivates a code, or activates it again. */
export function SwitchSource({ source, onDone, onClose }: DialogProps & { source: SourceRecord }) {
  const translate = useTranslate();
  const notify = useNotify();
  const verb = source.active ? 'retire' : 'restore';
  const change = useChange(`${verb}_source`);
  const submit = async () => {
    if (!(await change.send({ source_id: source.id, expected_version: source.version }))) return;
    notify(translate(`console.source.${verb}_done`), { type: 'success' });
    onDone();
    onClose();
  };
  return (
    <FormDialog
      title={translate(`console.source.${verb}`)}
      lead={`${source.label} · ${source.code}`}
      confirm={translate(`console.source.${verb}`)}
      destructive={source.active}
      change={change}
      onSubmit={submit}
      onClose={onClose}
    >
      {translate(`console.source.${verb}_lead`)}
    </FormDialog>
  );
}
