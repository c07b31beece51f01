import { useNotify, useTranslate } from 'react-admin';
import type { StaffRecord } from '../../data/console/staff';
import { useChange } from '../../data/hooks/useChange';
import { type InvitationSlip, invitationSlipOf } from '../invitations/link';
import { useInvalidateStaff } from '../staff';
import { FormDialog } from '../../ui/form/FormDialog';
import { TextInput } from '../../ui/form/TextInput';

interface AccountProps {
  person: StaffRecord;
  onClose: () => void;
}

/** Suspends an account: every further request is refused. */
export function SuspendDialog({ person, onClose }: AccountProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refetch = useInvalidateStaff();
  const change = useChange('suspend_staff');
  return (
    <FormDialog
      title={translate('console.staff.suspend.title', { name: person.name })}
      lead={translate('console.staff.suspend.lead')}
      initial={{ reason: '' }}
      confirm={translate('console.staff.suspend.confirm')}
      destructive
      change={change}
      refetch={refetch}
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        if (!(await change.send({ staff_id: person.id, expected_version: person.version, reason }))) return;
        await refetch();
        notify('console.staff.suspend.done', { type: 'success', messageArgs: { name: person.name } });
        onClose();
      }}
    >
      <TextInput name="reason" label={translate('console.staff.suspend.reason')} required lines={2} />
    </FormDialog>
  );
}

/** Ends the suspension of an account. */
export function RestoreDialog({ person, onClose }: AccountProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refetch = useInvalidateStaff();
  const change = useChange('restore_staff');
  return (
    <FormDialog
      title={translate('console.staff.restore.title', { name: person.name })}
      lead={translate('console.staff.restore.lead')}
      confirm={translate('console.staff.restore.confirm')}
      change={change}
      refetch={refetch}
      onClose={onClose}
      onSubmit={async () => {
        if (!(await change.send({ staff_id: person.id, expected_version: person.version }))) return;
        await refetch();
        notify('console.staff.restore.done', { type: 'success', messageArgs: { name: person.name } });
        onClose();
      }}
    />
  );
}

/** Ends every session of a person, for example after the loss of a phone. */
export function SignOutDialog({ person, onClose }: AccountProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refetch = useInvalidateStaff();
  const change = useChange('sign_out_staff');
  return (
    <FormDialog
      title={translate('console.staff.sign_out.title', { name: person.name })}
      lead={translate('console.staff.sign_out.lead')}
      confirm={translate('console.staff.sign_out.confirm')}
      change={change}
      refetch={refetch}
      onClose={onClose}
      onSubmit={async () => {
        if (!(await change.send({ staff_id: person.id, expected_version: person.version }))) return;
        await refetch();
        notify('console.staff.sign_out.done', { type: 'success', messageArgs: { name: person.name } });
        onClose();
      }}
    />
  );
}

/** Creates a one-time link with which a person chooses a new password. */
export function ResetDialog({
  person,
  onClose,
  onLink,
}: AccountProps & { onLink: (invitationSlip: InvitationSlip) => void }) {
  const translate = useTranslate();
  const refetch = useInvalidateStaff();
  const change = useChange('invite_reset');
  return (
    <FormDialog
      title={translate('console.staff.reset.title', { name: person.name })}
      lead={translate('console.staff.reset.lead')}
      confirm={translate('console.staff.reset.confirm')}
      change={change}
      refetch={refetch}
      onClose={onClose}
      onSubmit={async () => {
        const link = await change.send({ staff_id: person.id, expected_version: person.version });
        if (!link) return;
        void refetch();
        onLink(invitationSlipOf(link, null, null));
      }}
    />
  );
}
