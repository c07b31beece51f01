import { useEffect, useState } from 'react';
import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Skeleton,
  Stack,
  TextField,
  Typography,
} from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { Row } from '../../data/core/changes';
import type { SideLink } from '../../data/console/partiesSide';
import { useChange } from '../../data/hooks/useChange';
import { exactTime } from '../../domain/dates';
import { PrintSheet } from '../../ui/console/PrintSheet';
import { CheckGroupInput } from '../../ui/form/CheckInput';
import { FormDialog } from '../../ui/form/FormDialog';
import { TextInput } from '../../ui/form/TextInput';
import { type DialogProps, usePartyName } from './SideDialogs';

type Link = Row<'invite_party'>;

/** Creates a link for a party and shows it once: to scan, copy or print. */
export function InviteDialog({ partyId, ...props }: DialogProps & { partyId: string }) {
  const translate = useTranslate();
  const name = usePartyName();
  const change = useChange('invite_party');
  const [link, setLink] = useState<Link | null>(null);
  const party = props.parties.find(({ id }) => id === partyId);
  if (link) return <LinkShown link={link} name={name(party)} onClose={props.onClose} />;
  return (
    <FormDialog
      title={translate('verb.invite_party')}
      lead={translate('console.parties.invite_lead', { name: name(party) })}
      initial={{ about: '', shows_name: [] as string[] }}
      confirm={translate('verb.invite_party')}
      change={change}
      refetch={props.refetch}
      onSubmit={async ({ about, shows_name }) => {
        const made = await change.send({
          case_id: props.caseId,
          party_id: partyId,
          about,
          shows_name: shows_name.includes('yes'),
        });
        if (!made) return;
        setLink(made);
        await props.refetch();
      }}
      onClose={props.onClose}
    >
      <TextInput
        name="about"
        label={translate('field.about')}
        hint={translate('console.parties.about_hint')}
        lines={4}
        required
      />
      <CheckGroupInput
        name="shows_name"
        label={translate('field.shows_name')}
        choices={[{ value: 'yes', label: translate('console.parties.shows_name') }]}
      />
    </FormDialog>
  );
}

/** Revokes a link that has not been used. */
export function RevokeDialog({ link, ...props }: DialogProps & { link: SideLink }) {
  const translate = useTranslate();
  const change = useChange('revoke_party_link');
  return (
    <FormDialog
      title={translate('verb.revoke_party_link')}
      lead={translate('console.parties.revoke_lead')}
      confirm={translate('verb.revoke_party_link')}
      destructive
      change={change}
      refetch={props.refetch}
      onSubmit={async () => {
        if (!(await change.send({ link_id: link.id, expected_version: link.version }))) return;
        await props.refetch();
        props.onClose();
      }}
      onClose={props.onClose}
    />
  );
}

function LinkShown({ link, name, onClose }: { link: Link; name: string; onClose: () => void }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const [picture, setPicture] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  // The token is in the fragment after #, which browsers do not send to servers.
  const address = `${window.location.origin}/#/join/${link.token ?? ''}`;
  const until = exactTime(link.expires_at ?? '', locale);
  useEffect(() => {
    let here = true;
    void import('qrcode')
      .then(({ toDataURL }) => toDataURL(address, { width: 480, margin: 2, errorCorrectionLevel: 'M' }))
      .then((drawn) => here && setPicture(drawn));
    return () => void (here = false);
  }, [address]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setSaid(translate('console.parties.copied'));
    } catch {
      // A page without https has no clipboard access.
      setSaid(translate('console.parties.copy_by_hand'));
    }
  };
  const qr = translate('console.parties.qr');
  // Escape and a click outside are disabled, because they would lose the link.
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="party-link">
      <DialogTitle id="party-link" component="h2">
        {translate('console.parties.link_for', { name })}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Alert severity="warning">{translate('console.parties.link_once')}</Alert>
          {picture ? (
            <Box
              component="img"
              src={picture}
              alt={qr}
              sx={{ width: 180, height: 180, borderRadius: 1, alignSelf: 'center' }}
            />
          ) : (
            <Skeleton variant="rounded" sx={{ width: 180, height: 180, alignSelf: 'center' }} />
          )}
          <TextField
            label={translate('console.parties.link_address')}
            value={address}
            fullWidth
            helperText={said || translate('console.parties.link_until', { time: until })}
            onFocus={(event) => (event.target as HTMLInputElement).select()}
            slotProps={{
              htmlInput: { readOnly: true },
              inputLabel: { shrink: true },
              formHelperText: { role: 'status' },
            }}
          />
        </Stack>
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap', gap: 1, '& > button': { minHeight: { xs: 44, sm: 0 } } }}>
        <Button onClick={() => void copy()}>{translate('console.parties.copy')}</Button>
        <Button disabled={!picture} onClick={() => window.print()}>
          {translate('console.parties.print_slip')}
        </Button>
        <Button variant="contained" onClick={onClose}>
          {translate('console.parties.link_done')}
        </Button>
      </DialogActions>
      <PrintSheet>
        <Typography component="h2" variant="h2">
          {translate('console.parties.slip_title')}
        </Typography>
        <p>{translate('console.parties.slip_words', { time: until })}</p>
        {picture && <img src={picture} alt={qr} width={180} height={180} />}
        <p style={{ overflowWrap: 'anywhere' }}>{address}</p>
      </PrintSheet>
    </Dialog>
  );
}
