import { useState } from 'react';
import { TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import { type Invitation, join, resetPassword } from '../data/console/account';
import { ApiError } from '../data/core/errors';
import { useField } from '../ui/form/useField';
import { useValues } from '../ui/form/values';
import { CredentialForm } from './CredentialForm';
import { judge } from './passwordRule';
import { NewPassword } from './PasswordInput';

/** Characters that the database allows in an account; here only a hint before sending. */
const ACCOUNT = /^[a-z0-9][a-z0-9._-]{1,39}$/;

const plain = (account: string) => account.normalize('NFKC').trim().toLowerCase();

interface FormProps {
  token: string;
  invitation: Invitation;
  onDone: () => void;
  /** Called when the link has been used in the meantime. */
  onSpent: () => void;
}

/** Creates the account with a password and accepts the post. */
export function JoinForm({ token, invitation, onDone, onSpent }: FormProps) {
  const [taken, setTaken] = useState(false);
  return (
    <CredentialForm
      initial={{ account: invitation.account, password: '', again: '' }}
      confirm="console.join.confirm"
      check={({ account, password, again }) =>
        ACCOUNT.test(plain(account))
          ? judge(password, again, plain(account))
          : new ApiError({ status: 422, code: 'invalid_account', field: 'account' })
      }
      send={async ({ account, password }) => {
        await join(token, plain(account), password);
        onDone();
      }}
      onRefused={({ code }) => {
        if (code === 'invitation_invalid') onSpent();
        if (code === 'account_taken' || code === 'already_staff') setTaken(true);
      }}
    >
      <AccountInput open={taken} />
      <PasswordOfAccount />
    </CredentialForm>
  );
}

/** The password, which must not contain the account. */
function PasswordOfAccount() {
  const { account } = useValues<{ account: string }>();
  return <NewPassword account={plain(account)} />;
}

function AccountInput({ open }: { open: boolean }) {
  const translate = useTranslate();
  const label = translate('field.account');
  const field = useField({ name: 'account', label });
  return (
    <TextField
      name="account"
      label={label}
      value={field.value}
      onChange={(event) => field.change(event.target.value)}
      error={field.problem !== null}
      helperText={
        <>
          {field.problem}
          {translate(open ? 'console.join.taken' : 'console.join.account_hint')}
        </>
      }
      disabled={field.disabled}
      fullWidth
      slotProps={{
        htmlInput: { readOnly: !open, autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false },
      }}
    />
  );
}

/** Sets a new password by a reset link, and signs in with it. */
export function ResetForm({ token, invitation, onDone, onSpent }: FormProps) {
  return (
    <CredentialForm
      initial={{ password: '', again: '' }}
      confirm="console.join.reset_confirm"
      check={({ password, again }) => judge(password, again, invitation.account)}
      send={async ({ password }) => {
        await resetPassword(token, invitation.account, password);
        onDone();
      }}
      onRefused={({ code }) => code === 'invitation_invalid' && onSpent()}
    >
      <NewPassword account={invitation.account} />
    </CredentialForm>
  );
}
