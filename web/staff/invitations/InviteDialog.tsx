import { useTranslate } from 'react-admin';
import type { Role } from '../../domain/roles';
import { useChange } from '../../data/hooks/useChange';
import { cityDay } from '../../domain/dates';
import { FormDialog } from '../../ui/form/FormDialog';
import { RadioInput } from '../../ui/form/RadioInput';
import { TextInput } from '../../ui/form/TextInput';
import { filled } from '../../ui/form/values';
import { type InvitationSlip, invitationSlipOf } from './link';
import { OrganisationInput, useOrganisationFields } from '../OrganisationPicker';
import { ROLES, useInvalidateStaff, useWords } from '../staff';

interface InviteProps {
  onClose: () => void;
  /** Called after the invitation was created, to show its link. */
  onInvited: (invitationSlip: InvitationSlip) => void;
}

/** Invites one person to a post. */
export function InviteDialog({ onClose, onInvited }: InviteProps) {
  const translate = useTranslate();
  const labels = useWords();
  const organisation = useOrganisationFields();
  const refetch = useInvalidateStaff();
  const change = useChange('invite');
  const label = (name: string) => translate(`console.staff.${name}`);
  return (
    <FormDialog
      title={label('invite.title')}
      lead={label('invite.lead')}
      initial={{ name: '', account: '', ...organisation, role: '', valid_to: '' }}
      confirm={label('invite.confirm')}
      change={change}
      onClose={onClose}
      onSubmit={async ({ name, account, role, valid_to, organisation_id, organisation_name }) => {
        const link = await change.send({
          name,
          account,
          organisation_id,
          role,
          ...filled({ valid_to }),
        });
        if (!link) return;
        void refetch();
        onInvited(invitationSlipOf(link, organisation_name, role as Role));
      }}
    >
      <TextInput name="name" label={label('name')} required />
      <TextInput name="account" label={label('account')} required hint={label('invite.account_hint')} />
      <OrganisationInput label={label('organisation')} />
      <RadioInput name="role" label={label('role')} required choices={labels('role', ROLES)} />
      <TextInput
        name="valid_to"
        label={label('valid_to')}
        type="date"
        min={cityDay(new Date())}
        hint={label('invite.valid_to_hint')}
      />
    </FormDialog>
  );
}
