import { Button } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import type { PostRecord } from '../data/console/staff';
import { useChange } from '../data/hooks/useChange';
import { cityDay } from '../domain/dates';
import { FormDialog } from '../ui/form/FormDialog';
import { RadioInput } from '../ui/form/RadioInput';
import { TextInput } from '../ui/form/TextInput';
import { filled, useValues } from '../ui/form/values';
import { OrganisationInput, useOrganisationFields } from './OrganisationPicker';
import { ROLES, useInvalidateStaff, useWords } from './staff';

interface AddPostProps {
  /** The person of the page; without one the dialog asks for the account. */
  person?: { name: string; account: string };
  onClose: () => void;
}

/** Adds a post for somebody who has an account, because they move or serve twice. */
export function AddPostDialog({ person, onClose }: AddPostProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const labels = useWords();
  const refetch = useInvalidateStaff();
  const organisation = useOrganisationFields();
  const change = useChange('add_post');
  const today = cityDay(new Date());
  const label = (name: string) => translate(`console.staff.${name}`);
  return (
    <FormDialog
      title={label('add_post.title')}
      lead={person ? `${person.name} · ${person.account}` : label('add_post.lead')}
      initial={{
        account: person?.account ?? '',
        ...organisation,
        role: '',
        valid_from: '',
        valid_to: '',
      }}
      confirm={label('add_post.confirm')}
      change={change}
      onClose={onClose}
      onSubmit={async ({ account, organisation_id, role, valid_from, valid_to }) => {
        const done = await change.send({
          account,
          organisation_id,
          role,
          ...filled({ valid_from, valid_to }),
        });
        if (!done) return;
        await refetch();
        notify('console.staff.add_post.done', { type: 'success' });
        onClose();
      }}
    >
      {!person && (
        <TextInput name="account" label={label('account')} required hint={label('add_post.account_hint')} />
      )}
      <OrganisationInput label={label('organisation')} />
      <RadioInput name="role" label={label('role')} required choices={labels('role', ROLES)} />
      <TextInput
        name="valid_from"
        label={label('valid_from')}
        type="date"
        min={today}
        hint={label('add_post.from_hint')}
      />
      <TextInput
        name="valid_to"
        label={label('valid_to')}
        type="date"
        min={today}
        hint={label('invite.valid_to_hint')}
      />
    </FormDialog>
  );
}

interface EndPostProps {
  post: PostRecord;
  onClose: () => void;
  onHandOver: () => void;
}

/** Ends a post, at once or with a last day. Open cases must be handed over first. */
export function EndPostDialog({ post, onClose, onHandOver }: EndPostProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refetch = useInvalidateStaff();
  const change = useChange('end_post');
  const label = (name: string) => translate(`console.staff.end_post.${name}`);
  return (
    <FormDialog
      title={label('title')}
      lead={`${post.staff_name} · ${post.organisation_name} · ${translate(`role.${post.role}`)}`}
      initial={{ when: 'now', last_day: '' }}
      refetch={refetch}
      confirm={label('confirm')}
      destructive
      change={change}
      onClose={onClose}
      wayOut={({ code }) =>
        code === 'open_cases' && (
          <Button color="inherit" variant="outlined" size="small" sx={{ ml: 1 }} onClick={onHandOver}>
            {translate('console.staff.hand_over.title')}
          </Button>
        )
      }
      onSubmit={async ({ when, last_day }) => {
        const done = await change.send({
          post_id: post.id,
          expected_version: post.version,
          ...(when === 'later' && last_day && { last_day }),
        });
        if (!done) return;
        await refetch();
        notify('console.staff.end_post.done', { type: 'success' });
        onClose();
      }}
    >
      <RadioInput
        name="when"
        label={label('when')}
        choices={['now', 'later'].map((value) => ({ value, label: label(`${value}`) }))}
      />
      <LastDay />
    </FormDialog>
  );
}

function LastDay() {
  const translate = useTranslate();
  const { when } = useValues<{ when: string }>();
  if (when !== 'later') return null;
  return (
    <TextInput
      name="last_day"
      label={translate('console.staff.end_post.last_day')}
      type="date"
      min={cityDay(new Date())}
      required
    />
  );
}
