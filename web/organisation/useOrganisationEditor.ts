import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { OrganisationRecord } from '../data/console/organisations';
import { useChange } from '../data/hooks/useChange';
import { argsOf, emptyForm, formOf, type OrganisationForm, validationErrorOf } from './form';

/** How an organisation's form begins and is saved. `row` is null for a new one. */
export function useOrganisationEditor(row: OrganisationRecord | null) {
  const me = useMe();
  const client = useQueryClient();
  const provider = useDataProvider();
  const founding = useChange('create_organisation');
  const editing = useChange('update_organisation');
  const [initial] = useState<OrganisationForm>(() => (row ? formOf(row) : emptyForm(me)));
  // The version that the input is based on: a newer one once it has been merged.
  const [version, setVersion] = useState(row?.version ?? 0);
  const [done, setDone] = useState<{ id: string; name: string } | null>(null);

  const save = async (form: OrganisationForm) => {
    const validationError = validationErrorOf(form);
    if (validationError) throw validationError;
    const saved = row
      ? await editing.send({ ...argsOf(form), organisation_id: row.id, expected_version: version })
      : await founding.send(argsOf(form));
    const id = row?.id ?? saved?.id;
    if (!saved || !id) return;
    await Promise.all(
      ['organisations', 'administration_events'].map((name) =>
        client.invalidateQueries({ queryKey: [name] }),
      ),
    );
    setDone({ id, name: form.name });
  };

  /** Reads what others have stored meanwhile; the next attempt to save is based on it. */
  const readNewer = async (): Promise<OrganisationForm | null> => {
    if (!row) return null;
    const { data } = await provider.getOne<OrganisationRecord>('organisations', { id: row.id });
    setVersion(data.version);
    return formOf(data);
  };

  return { initial, save, readNewer, change: row ? editing : founding, done };
}
