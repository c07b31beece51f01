import { useId } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  Typography,
} from '@mui/material';
import { useGetOne, useLocaleState, useNotify, useTranslate } from 'react-admin';
import type { InvitationRecord } from '../../data/console/records';
import { useChange } from '../../data/hooks/useChange';
import { exactDay, exactTime } from '../../ui/console/clock';
import { Facts } from '../../ui/console/Facts';
import { Failed, Waiting } from '../../ui/console/States';
import { useErrorText } from '../../ui/console/useErrorText';
import { InvitationState } from './InvitationState';
import { type InvitationSlip, invitationSlipOf } from './link';
import { useInvalidateStaff } from '../staff';

interface InvitationProps {
  id: string;
  onClose: () => void;
  /** Called with the new link that replaces the old one. */
  onRenewed: (invitationSlip: InvitationSlip) => void;
}

/** One invitation: for whom, from whom, until when; it can be withdrawn or given a new link here. */
export function InvitationDialog({ id, onClose, onRenewed }: InvitationProps) {
  const translate = useTranslate();
  const title = useId();
  const { data, error, refetch } = useGetOne<InvitationRecord>('invitations', { id });
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby={title}>
      <DialogTitle id={title} component="h2">
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <span>{translate('console.staff.invitation.one')}</span>
          {data && <InvitationState state={data.state} />}
        </Stack>
      </DialogTitle>
      {data ? (
        <Opened row={data} onClose={onClose} onRenewed={onRenewed} />
      ) : (
        <DialogContent>
          {error ? <Failed error={error} retry={() => void refetch()} /> : <Waiting rows={4} height={28} />}
        </DialogContent>
      )}
    </Dialog>
  );
}

function Opened({ row, onClose, onRenewed }: Omit<InvitationProps, 'id'> & { row: InvitationRecord }) {
  const translate = useTranslate();
  const notify = useNotify();
  const errorText = useErrorText();
  const refetch = useInvalidateStaff();
  const revoke = useChange('revoke_invitation');
  const renew = useChange('renew_invitation');
  const busy = revoke.sending || renew.sending;
  const failure = revoke.failure ?? renew.failure;
  const args = { invitation_id: row.id, expected_version: row.version };

  const withdraw = async () => {
    renew.fail(null);
    const done = await revoke.send(args);
    await refetch();
    if (!done) return;
    notify('console.staff.invitation.revoked', { type: 'success', messageArgs: { name: row.name } });
    onClose();
  };

  const refresh = async () => {
    revoke.fail(null);
    const link = await renew.send(args);
    await refetch();
    if (link) onRenewed(invitationSlipOf(link, row.organisation_name, row.role));
  };

  return (
    <>
      <DialogContent>
        {failure && (
          <Alert severity={failure.code === 'stale_record' ? 'warning' : 'error'} sx={{ mb: 2 }}>
            {errorText(failure)}
          </Alert>
        )}
        <InvitationFacts row={row} />
        {row.state !== 'accepted' && (
          <Typography color="text.secondary" sx={{ mt: 2 }}>
            {translate('console.staff.invitation.hint')}
          </Typography>
        )}
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap', gap: 1, '& > button': { minHeight: { xs: 44, sm: 0 } } }}>
        <Button color="inherit" onClick={onClose}>
          {translate('console.action.close')}
        </Button>
        {row.state === 'open' && (
          <Button variant="outlined" color="error" disabled={busy} onClick={() => void withdraw()}>
            {translate('console.staff.invitation.revoke')}
          </Button>
        )}
        {row.state !== 'accepted' && (
          <Button variant="contained" disabled={busy} onClick={() => void refresh()}>
            {translate('console.staff.invitation.renew')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

function InvitationFacts({ row }: { row: InvitationRecord }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const label = (name: string) => translate(`console.staff.${name}`);
  return (
    <Facts
      facts={[
        { label: label('name'), value: row.name },
        { label: label('account'), value: row.account },
        {
          label: label('invitation.purpose'),
          value: translate(`console.staff.invitation.purposes.${row.purpose}`),
        },
        { label: label('organisation'), value: row.organisation_name },
        { label: label('role'), value: row.role && translate(`role.${row.role}`) },
        { label: label('valid_to'), value: row.valid_to && exactDay(row.valid_to, locale) },
        { label: label('invitation.by'), value: row.created_by_name },
        { label: label('invitation.created'), value: exactTime(row.created_at, locale) },
        { label: label('link.until'), value: exactTime(row.expires_at, locale) },
        {
          label: label('invitation.accepted'),
          value: row.accepted_at && exactTime(row.accepted_at, locale),
        },
      ]}
    />
  );
}
