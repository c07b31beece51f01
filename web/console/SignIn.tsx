import { type FormEvent, useRef, useState } from 'react';
import Visibility from '@mui/icons-material/Visibility';
import VisibilityOff from '@mui/icons-material/VisibilityOff';
import {
  Alert,
  Box,
  Button,
  IconButton,
  InputAdornment,
  Link,
  Stack,
  TextField,
  Typography,
} from '@mui/material';
import { useLogin, useTranslate } from 'react-admin';
import { useDocumentTitle } from '../ui/console/Page';
import { useErrorText } from '../ui/console/useErrorText';
import { Mark } from './Brand';
import { LanguageSwitch, ThemeSwitch } from './switches';

/** The sign-in page of the console: account name and password. */
export default function SignIn() {
  const translate = useTranslate();
  useDocumentTitle(translate('console.sign_in.title'));
  return (
    <Box
      component="main"
      sx={{ minHeight: '100dvh', display: 'grid', gridTemplateColumns: { xs: '1fr', md: '5fr 7fr' } }}
    >
      <Stack
        sx={{
          display: { xs: 'none', md: 'flex' },
          justifyContent: 'space-between',
          p: 6,
          borderRight: 1,
          borderColor: 'divider',
          bgcolor: 'color-mix(in srgb, currentColor 9%, transparent)',
          color: 'primary.main',
          position: 'relative',
          overflow: 'hidden',
        }}
      >
        <Rings />
        <Mark size={56} />
        <Box>
          <Typography component="p" sx={{ fontSize: 34, fontWeight: 650, lineHeight: 1.3 }}>
            {translate('console.product')}
          </Typography>
          <Typography component="p" sx={{ mt: 1.5, fontSize: 17, color: 'text.primary', maxWidth: 420 }}>
            {translate('console.sign_in.motto')}
          </Typography>
        </Box>
        <Typography variant="body2" color="text.secondary">
          {translate('console.sign_in.staff_only')}
        </Typography>
      </Stack>
      <Stack sx={{ minWidth: 0 }}>
        <Stack direction="row" sx={{ justifyContent: 'flex-end', p: 1.5 }}>
          <LanguageSwitch />
          <ThemeSwitch />
        </Stack>
        <Stack
          sx={{
            flex: 1,
            justifyContent: { md: 'center' },
            alignItems: 'center',
            px: 3,
            pt: { xs: 4, md: 0 },
            pb: 10,
          }}
        >
          <SignInForm />
        </Stack>
      </Stack>
    </Box>
  );
}

/** Decorative rings. */
function Rings() {
  return (
    <Box
      component="svg"
      viewBox="0 0 400 400"
      aria-hidden
      sx={{
        position: 'absolute',
        right: '-22%',
        bottom: '-22%',
        width: '86%',
        fill: 'none',
        stroke: 'currentColor',
      }}
    >
      {[40, 78, 112, 142, 168, 188].map((radius, ring) => (
        <circle key={radius} cx="200" cy="200" r={radius} strokeWidth={1.4} opacity={0.34 - ring * 0.05} />
      ))}
    </Box>
  );
}

/** What is typed into the form, and how it is sent. */
function useSignIn() {
  const translate = useTranslate();
  const errorText = useErrorText();
  const login = useLogin();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [touched, setTouched] = useState(false);
  const accountField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending) return;
    setTouched(true);
    setProblem(null);
    if (!account.trim() || !password) {
      (account.trim() ? passwordField : accountField).current?.focus();
      return;
    }
    setSending(true);
    try {
      await login({ account, password });
    } catch (error) {
      setProblem(errorText(error));
      setSending(false);
    }
  };

  const missing = (value: string, field: string) =>
    touched && !value.trim() ? translate('error.field_required', { field: translate(field) }) : ' ';
  return {
    account,
    setAccount,
    password,
    setPassword,
    sending,
    problem,
    touched,
    missing,
    submit,
    accountField,
    passwordField,
  };
}

interface FieldProps {
  form: ReturnType<typeof useSignIn>;
}

function AccountField({ form }: FieldProps) {
  const translate = useTranslate();
  const { account, setAccount, touched, missing, accountField } = form;
  return (
    <TextField
      label={translate('console.sign_in.account')}
      value={account}
      onChange={(event) => setAccount(event.target.value)}
      error={touched && !account.trim()}
      helperText={missing(account, 'console.sign_in.account')}
      inputRef={accountField}
      fullWidth
      autoFocus
      name="username"
      autoComplete="username"
      slotProps={{ htmlInput: { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } }}
    />
  );
}

function PasswordField({ form }: FieldProps) {
  const translate = useTranslate();
  const { password, setPassword, touched, missing, passwordField } = form;
  const [shown, setShown] = useState(false);
  const toggle = translate(shown ? 'console.sign_in.hide' : 'console.sign_in.show');
  return (
    <TextField
      label={translate('console.sign_in.password')}
      type={shown ? 'text' : 'password'}
      value={password}
      onChange={(event) => setPassword(event.target.value)}
      error={touched && !password}
      helperText={missing(password, 'console.sign_in.password')}
      inputRef={passwordField}
      fullWidth
      name="password"
      autoComplete="current-password"
      sx={{ mt: 1 }}
      slotProps={{
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                onClick={() => setShown(!shown)}
                aria-label={toggle}
                aria-pressed={shown}
                edge="end"
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

function SignInForm() {
  const translate = useTranslate();
  const form = useSignIn();
  const { problem, sending } = form;
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => void form.submit(event)}
      sx={{ width: '100%', maxWidth: 360 }}
    >
      <Stack direction="row" sx={{ display: { md: 'none' }, alignItems: 'center', gap: 1.5, mb: 4 }}>
        <Mark size={40} />
        <Typography component="p" sx={{ fontSize: 22, fontWeight: 650 }}>
          {translate('console.product')}
        </Typography>
      </Stack>
      <Typography variant="h1" sx={{ fontSize: 22, mb: 0.5 }}>
        {translate('console.sign_in.title')}
      </Typography>
      <Typography color="text.secondary" sx={{ mb: 3 }}>
        {translate('console.sign_in.lead')}
      </Typography>
      {problem && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {problem}
        </Alert>
      )}
      <AccountField form={form} />
      <PasswordField form={form} />
      <Button
        type="submit"
        variant="contained"
        size="large"
        fullWidth
        disabled={sending}
        sx={{ mt: 1, height: 46 }}
      >
        {translate(sending ? 'console.sign_in.sending' : 'console.sign_in.submit')}
      </Button>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 3 }}>
        {translate('console.sign_in.forgot')}
        <br />
        <Link href="/">{translate('console.sign_in.portal')}</Link>
      </Typography>
    </Box>
  );
}
