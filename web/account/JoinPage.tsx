import { useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { Alert, Box, Button, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import {
  acceptInvitation,
  type Here,
  type Invitation,
  readInvitation,
  whoIsHere,
} from '../data/console/account';
import { signOut } from '../data/console/session';
import { useRead } from '../data/hooks/useRead';
import { exactTime } from '../domain/dates';
import { Facts } from '../ui/console/Facts';
import { useDocumentTitle } from '../ui/console/Page';
import { Failed, Waiting } from '../ui/console/States';
import { useErrorText } from '../ui/console/useErrorText';
import { JoinForm, ResetForm } from './JoinForm';
import { dropToken, useToken } from './token';

interface JoinPageProps {
  /** Opens the console for the user who has just signed in. */
  onDone: () => void;
}

/** The page of an invitation's link: joining, or a new password. It needs no session. */
export function JoinPage({ onDone }: JoinPageProps) {
  const translate = useTranslate();
  const token = useToken();
  useDocumentTitle(translate('console.join.title'));
  const here = useRead(['join', 'here'], () => whoIsHere(), { staleTime: 0 });
  if (!token) return <Explanation title="console.join.missing" hint="console.join.missing_hint" />;
  if (here.error) return <Failed error={here.error} retry={() => void here.refetch()} />;
  if (!here.data) return <Waiting rows={4} height={44} />;
  const leave = async () => {
    await signOut();
    await here.refetch();
  };
  const finish = () => {
    dropToken();
    onDone();
  };
  if (here.data.kind === 'staff') return <AlreadySignedIn here={here.data} leave={leave} />;
  if (here.data.kind === 'stranger')
    return <Unfinished token={token} account={here.data.account} leave={leave} onDone={finish} />;
  return <Opened key={token} token={token} onDone={finish} />;
}

/** A heading and what to do, with a link to the sign-in page. */
function Explanation({ title, hint }: { title: string; hint: string }) {
  const translate = useTranslate();
  return (
    <Stack spacing={2} sx={{ alignItems: 'flex-start' }}>
      <Typography variant="h1">{translate(title)}</Typography>
      <Typography color="text.secondary">{translate(hint)}</Typography>
      <Button component={RouterLink} to="/login" variant="outlined" sx={{ minHeight: 44 }}>
        {translate('console.join.sign_in')}
      </Button>
    </Stack>
  );
}

/** Another user is signed in in this browser, while the link is for one person. */
function AlreadySignedIn({ here, leave }: { here: Here & { kind: 'staff' }; leave: () => Promise<void> }) {
  const translate = useTranslate();
  return (
    <Stack spacing={2}>
      <Typography variant="h1">{translate('console.join.occupied', { name: here.name })}</Typography>
      <Typography color="text.secondary">
        {translate('console.join.occupied_hint', { account: here.account })}
      </Typography>
      <Button variant="contained" onClick={() => void leave()} sx={{ minHeight: 48 }}>
        {translate('console.join.leave')}
      </Button>
      <Button component={RouterLink} to="/" color="inherit" sx={{ minHeight: 44 }}>
        {translate('console.join.stay')}
      </Button>
    </Stack>
  );
}

interface UnfinishedProps {
  token: string;
  account: string;
  leave: () => Promise<void>;
  onDone: () => void;
}

/**
 * The sign-up succeeded, but the post was not accepted: the network failed in between, or the page was
 * closed.
 */
function Unfinished({ token, account, leave, onDone }: UnfinishedProps) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const accept = async () => {
    setSending(true);
    setProblem(null);
    try {
      await acceptInvitation(token);
      onDone();
    } catch (error) {
      setProblem(errorText(error));
      setSending(false);
    }
  };
  return (
    <Stack spacing={2}>
      <Typography variant="h1">{translate('console.join.halfway')}</Typography>
      <Typography color="text.secondary">{translate('console.join.halfway_hint', { account })}</Typography>
      {problem && <Alert severity="error">{problem}</Alert>}
      <Button variant="contained" disabled={sending} onClick={() => void accept()} sx={{ minHeight: 48 }}>
        {translate(sending ? 'console.action.sending' : 'console.join.finish')}
      </Button>
      <Button color="inherit" disabled={sending} onClick={() => void leave()} sx={{ minHeight: 44 }}>
        {translate('console.join.other')}
      </Button>
    </Stack>
  );
}

function Opened({ token, onDone }: { token: string; onDone: () => void }) {
  const [spent, setSpent] = useState(false);
  // Read once: the form must not disappear when the user returns to this browser tab after joining elsewhere.
  const invitation = useRead(['invitation', token], () => readInvitation(token), { staleTime: Infinity });
  const give = () => {
    dropToken();
    void signOut();
    setSpent(true);
  };
  if (invitation.error) return <Failed error={invitation.error} retry={() => void invitation.refetch()} />;
  if (invitation.data === undefined) return <Waiting rows={4} height={44} />;
  if (invitation.data === null || spent)
    return <Explanation title="console.join.spent" hint="console.join.spent_hint" />;
  const Form = invitation.data.purpose === 'join' ? JoinForm : ResetForm;
  return (
    <>
      <Welcome invitation={invitation.data} />
      <Form token={token} invitation={invitation.data} onDone={onDone} onSpent={give} />
    </>
  );
}

/** What the link is for, so that its holder can check that it is theirs. */
function Welcome({ invitation }: { invitation: Invitation }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const joins = invitation.purpose === 'join';
  const { name, account, organisation_name, role, expires_at } = invitation;
  const facts = [
    { label: translate('console.join.name'), value: name },
    !joins && { label: translate('field.account'), value: account },
    { label: translate('console.join.organisation'), value: organisation_name },
    role && { label: translate('console.join.role'), value: translate(`role.${role}`) },
    { label: translate('console.join.until'), value: exactTime(expires_at, locale) },
  ].filter((fact) => typeof fact === 'object' && fact !== null);
  return (
    <Box sx={{ mb: 3 }}>
      <Typography variant="h1">
        {translate(joins ? 'console.join.welcome' : 'console.join.reset', { name })}
      </Typography>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {translate(joins ? 'console.join.welcome_hint' : 'console.join.reset_hint')}
      </Typography>
      <Facts facts={facts} labelWidth={72} />
    </Box>
  );
}
