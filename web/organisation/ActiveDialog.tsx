import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import type { OrganisationRecord } from '../data/console/organisations';
import { useChange } from '../data/hooks/useChange';
import { FormDialog } from '../ui/form/FormDialog';
import { TextInput } from '../ui/form/TextInput';

interface ActiveDialogProps {
  row: OrganisationRecord;
  onClose: () => void;
}

/** Deactivates an organisation, with a reason, or activates it again. */
export function ActiveDialog({ row, onClose }: ActiveDialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const client = useQueryClient();
  // The dialog keeps its purpose although the row changes after the request.
  const [retiring] = useState(row.active);
  const retire = useChange('retire_organisation');
  const restore = useChange('restore_organisation');
  const verb = retiring ? 'retire' : 'restore';

  const refresh = () =>
    Promise.all(
      ['organisations', 'administration_events'].map((name) =>
        client.invalidateQueries({ queryKey: [name] }),
      ),
    );
  const submit = async ({ reason }: { reason: string }) => {
    const at = { organisation_id: row.id, expected_version: row.version };
    const done = retiring ? await retire.send({ ...at, reason }) : await restore.send(at);
    if (!done) return;
    await refresh();
    notify(`console.organisation.form.${retiring ? 'retired' : 'restored'}`, { type: 'success' });
    onClose();
  };
  return (
    <FormDialog
      title={translate(`console.organisation.${verb}_title`, { name: row.name })}
      lead={translate(`console.organisation.${verb}_hint`)}
      initial={{ reason: '' }}
      confirm={translate(`console.organisation.${verb}`)}
      destructive={retiring}
      change={retiring ? retire : restore}
      onSubmit={submit}
      onClose={onClose}
      refetch={refresh}
    >
      {retiring && (
        <TextInput
          name="reason"
          label={translate('console.organisation.retire_reason')}
          hint={translate('console.organisation.retire_reason_hint')}
          required="marked"
        />
      )}
    </FormDialog>
  );
}
