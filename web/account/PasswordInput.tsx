import { useState } from 'react';
import Visibility from '@mui/icons-material/Visibility';
import VisibilityOff from '@mui/icons-material/VisibilityOff';
import { Box, IconButton, InputAdornment, TextField } from '@mui/material';
import Check from '@mui/icons-material/Check';
import Remove from '@mui/icons-material/Remove';
import { useTranslate } from 'react-admin';
import { type FieldProps, useField } from '../ui/form/useField';
import { useValues } from '../ui/form/values';
import { keeps, RULES } from './passwordRule';

interface PasswordInputProps extends FieldProps {
  autoComplete: 'current-password' | 'new-password';
  shown: boolean;
  toggle: () => void;
}

/** A password input, hidden until the user wants to see it. */
function PasswordInput(props: PasswordInputProps) {
  const { name, label, autoComplete, shown, toggle } = props;
  const translate = useTranslate();
  const field = useField(props);
  const toggleLabel = translate(shown ? 'console.sign_in.hide' : 'console.sign_in.show');
  return (
    <TextField
      name={name}
      label={label}
      type={shown ? 'text' : 'password'}
      value={field.value}
      onChange={(event) => field.change(event.target.value)}
      error={field.problem !== null}
      helperText={field.problem}
      disabled={field.disabled}
      fullWidth
      slotProps={{
        htmlInput: { autoComplete, autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false },
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                onClick={toggle}
                aria-label={toggleLabel}
                aria-pressed={shown}
                edge="end"
                sx={{ p: 1.25 }}
              >
                {shown ? <VisibilityOff /> : <Visibility />}
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  );
}

/** The current password. */
export function CurrentPassword() {
  const translate = useTranslate();
  const [shown, setShown] = useState(false);
  return (
    <PasswordInput
      name="current"
      label={translate('field.current')}
      required
      autoComplete="current-password"
      shown={shown}
      toggle={() => setShown(!shown)}
    />
  );
}

/** A new password twice, with its rules; each is ticked once it is met. */
export function NewPassword({ account }: { account: string }) {
  const translate = useTranslate();
  const [shown, setShown] = useState(false);
  const { password } = useValues<{ password: string }>();
  const input = { autoComplete: 'new-password', shown, toggle: () => setShown(!shown) } as const;
  return (
    <>
      {/* Tells the browser's password manager to which account it belongs. */}
      <input type="text" name="username" autoComplete="username" value={account} readOnly hidden />
      <PasswordInput name="password" label={translate('console.password.new')} {...input} />
      <Box
        component="ul"
        aria-label={translate('console.password.rules')}
        sx={{ listStyle: 'none', m: 0, p: 0, color: 'text.secondary', fontSize: 13 }}
      >
        {RULES.map((rule) => {
          const kept = password !== '' && keeps(rule, password, account);
          const Mark = kept ? Check : Remove;
          return (
            <Box component="li" key={rule} sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
              <Mark
                titleAccess={translate(kept ? 'console.password.kept' : 'console.password.open')}
                sx={{ fontSize: 16, color: kept ? 'success.main' : 'text.secondary' }}
              />
              {translate(`console.password.rule.${rule}`)}
            </Box>
          );
        })}
      </Box>
      <PasswordInput name="again" label={translate('field.again')} {...input} />
    </>
  );
}
