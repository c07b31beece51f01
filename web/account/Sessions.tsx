import { useState } from 'react';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useLogout, useNotify, useTranslate } from 'react-admin';
import { endSession, mySessions, type SignIn, signOutEverywhere } from '../data/console/account';
import { useRead } from '../data/hooks/useRead';
import { Panel } from '../ui/console/Panel';
import { Failed, Waiting } from '../ui/console/States';
import { Tag } from '../ui/console/Tag';
import { Time } from '../ui/console/Time';
import { FormDialog } from '../ui/form/FormDialog';
import { deviceOf } from './device';

/** The devices on which the user is signed in, with buttons to end sessions. */
export function Sessions() {
  const translate = useTranslate();
  const [asking, setAsking] = useState<SignIn | 'others' | 'all' | null>(null);
  const { data, error, refetch } = useRead(['sessions'], mySessions);
  const others = data?.filter((one) => !one.is_current) ?? [];
  return (
    <Panel title={translate('console.self.sessions')}>
      {error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Waiting rows={2} height={52} />
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {data.map((one) => (
            <Session key={one.id} session={one} onEnd={() => setAsking(one)} />
          ))}
        </Box>
      )}
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', mt: 1.5 }}>
        <Button
          variant="outlined"
          disabled={others.length === 0}
          onClick={() => setAsking('others')}
          sx={{ minHeight: 44 }}
        >
          {translate('console.self.end_others')}
        </Button>
        <Button color="error" onClick={() => setAsking('all')} sx={{ minHeight: 44 }}>
          {translate('console.self.end_all')}
        </Button>
      </Stack>
      {asking && (
        <EndDialog
          what={asking}
          onClose={() => setAsking(null)}
          onDone={() => {
            setAsking(null);
            void refetch();
          }}
        />
      )}
    </Panel>
  );
}

function useDevice(): (session: SignIn) => string {
  const translate = useTranslate();
  return ({ user_agent }) => {
    const { system, browser } = deviceOf(user_agent);
    const known = [
      system && translate(`console.device.${system}`),
      browser && translate(`console.browser.${browser}`),
    ];
    return known.filter(Boolean).join(' · ') || translate('console.device.unknown');
  };
}

function Session({ session, onEnd }: { session: SignIn; onEnd: () => void }) {
  const translate = useTranslate();
  const device = useDevice()(session);
  return (
    <Stack
      component="li"
      direction="row"
      spacing={1}
      sx={{ alignItems: 'center', py: 1, borderBottom: 1, borderColor: 'divider', minHeight: 60 }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography component="span" sx={{ fontWeight: 600 }}>
            {device}
          </Typography>
          {session.is_current && <Tag tone="green">{translate('console.self.this_one')}</Tag>}
        </Stack>
        <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
          {translate('console.self.used')} <Time at={session.used_at ?? ''} show="relative" />
          {translate('console.list_comma')}
          {translate('console.self.since')} <Time at={session.created_at ?? ''} show="exact" />
          {session.ip && (
            <>
              {translate('console.list_comma')}
              {translate('console.self.from', { ip: session.ip })}
            </>
          )}
        </Typography>
      </Box>
      {!session.is_current && (
        <Button
          variant="outlined"
          onClick={onEnd}
          aria-label={translate('console.self.end_label', { device })}
          sx={{ minHeight: 44, flex: 'none' }}
        >
          {translate('console.self.end')}
        </Button>
      )}
    </Stack>
  );
}

interface EndDialogProps {
  what: SignIn | 'others' | 'all';
  onClose: () => void;
  onDone: () => void;
}

function EndDialog({ what, onClose, onDone }: EndDialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const logout = useLogout();
  const device = useDevice();
  const kind = typeof what === 'string' ? what : 'one';
  const end = async () => {
    if (kind === 'all') {
      await signOutEverywhere();
      void logout({}, undefined, false);
      return;
    }
    await endSession(typeof what === 'string' ? undefined : (what.id ?? undefined));
    notify('console.self.ended', { type: 'success' });
    onDone();
  };
  return (
    <FormDialog
      title={translate(`console.self.ask.${kind}`)}
      lead={translate(`console.self.ask_hint.${kind}`, {
        device: typeof what === 'string' ? '' : device(what),
      })}
      confirm={translate('console.self.end')}
      destructive
      onClose={onClose}
      onSubmit={end}
    />
  );
}
