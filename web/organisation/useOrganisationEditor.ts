import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { OrganisationRecord } from '../data/console/organisations';
import { useChange } from '../data/hooks/useChange';
import {
  argsOf,
  differing,
  emptyForm,
  type FieldName,
  formOf,
  type OrganisationForm,
  validationErrorOf,
} from './form';

/** A merge with somebody else's newer version: the version to save on, and the fields taken over from it. */
interface Merge {
  version: number;
  fields: FieldName[];
}

/** The state of an organisation's form, and how it is saved. `row` is null for a new one. */
export function useOrganisationEditor(row: OrganisationRecord | null) {
  const me = useMe();
  const client = useQueryClient();
  const provider = useDataProvider();
  const founding = useChange('create_organisation');
  const editing = useChange('update_organisation');
  const { sending, failure, fail } = row ? editing : founding;
  const [base, setBase] = useState<OrganisationForm>(() => (row ? formOf(row) : emptyForm(me)));
  const [form, setForm] = useState(base);
  const [merge, setMerge] = useState<Merge | null>(null);
  const [done, setDone] = useState<string | null>(null);

  const set = (change: Partial<OrganisationForm>) => {
    setForm((before) => ({ ...before, ...change }));
    if (failure?.field && failure.field in change) fail(null);
  };

  /** Takes over the changes of others, except in fields that were edited here. */
  const mergeWith = (now: OrganisationRecord) => {
    const stored = formOf(now);
    const typed = differing(form, base);
    const fields = differing(stored, base).filter((name) => !typed.includes(name));
    const kept = Object.fromEntries(typed.map((name) => [name, form[name]]));
    setForm({ ...stored, ...kept });
    setBase(stored);
    setMerge({ version: now.version, fields });
  };

  const save = async () => {
    const validationError = validationErrorOf(form);
    if (validationError) return fail(validationError);
    if (!row) {
      const made = await founding.send(argsOf(form));
      if (made) await finish(made.id!);
      return;
    }
    const version = merge?.version ?? row.version;
    const saved = await editing.send({
      ...argsOf(form),
      organisation_id: row.id,
      expected_version: version,
    });
    if (saved) await finish(row.id);
  };

  const finish = async (id: string) => {
    await Promise.all(
      ['organisations', 'administration_events'].map((name) =>
        client.invalidateQueries({ queryKey: [name] }),
      ),
    );
    setDone(id);
  };

  /** Refetches the organisation after a stale version. */
  const reload = async () => {
    if (!row) return;
    const { data } = await provider.getOne<OrganisationRecord>('organisations', { id: row.id });
    mergeWith(data);
  };

  return {
    form,
    set,
    save,
    reload,
    sending,
    failure,
    merge,
    done,
    unsaved: done === null && differing(form, base).length > 0,
  };
}
