import { useEffect, useId, useState } from 'react';
import ContentCopy from '@mui/icons-material/ContentCopy';
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
import { exactTime } from '../../domain/dates';
import { Facts } from '../../ui/console/Facts';
import { qrPicture, type InvitationSlip } from './link';
import { InvitationSlipPrinter } from './InvitationSlipPrinter';

/** A new one-time link, shown only once: to scan, copy or print. */
export function LinkDialog({
  invitationSlip,
  onClose,
}: {
  invitationSlip: InvitationSlip;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const title = useId();
  const label = (name: string) => translate(`console.staff.${name}`);
  // Escape and a click outside are disabled, because they would lose the link.
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby={title}>
      <DialogTitle id={title} component="h2">
        {translate(invitationSlip.role ? 'console.staff.link.join' : 'console.staff.link.reset', {
          name: invitationSlip.name,
        })}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Alert severity="warning">{translate('console.staff.link.once')}</Alert>
          <Stack
            direction={{ xs: 'column', sm: 'row' }}
            spacing={2}
            sx={{ alignItems: { xs: 'center', sm: 'start' } }}
          >
            <Qr link={invitationSlip.link} />
            <Box sx={{ flex: 1, width: '100%' }}>
              <Facts
                labelWidth={72}
                facts={[
                  { label: label('name'), value: invitationSlip.name },
                  { label: label('account'), value: invitationSlip.account },
                  { label: label('organisation'), value: invitationSlip.organisation },
                  {
                    label: label('role'),
                    value: invitationSlip.role && translate(`role.${invitationSlip.role}`),
                  },
                  { label: label('link.until'), value: exactTime(invitationSlip.expiresAt, locale) },
                ]}
              />
              <Typography color="text.secondary" variant="body2" sx={{ mt: 1.5 }}>
                {label('link.hint')}
              </Typography>
            </Box>
          </Stack>
          <CopyField link={invitationSlip.link} />
        </Stack>
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap', gap: 1, '& > button': { minHeight: { xs: 44, sm: 0 } } }}>
        <InvitationSlipPrinter invitationSlips={[invitationSlip]} label={label('link.print')} />
        <Button variant="contained" onClick={onClose}>
          {label('link.done')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** A link as a QR code: dark on light in every theme. */
function Qr({ link }: { link: string }) {
  const translate = useTranslate();
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    let here = true;
    void qrPicture(link).then((drawn) => here && setPicture(drawn));
    return () => void (here = false);
  }, [link]);
  const size = { width: 180, height: 180, flex: 'none' };
  if (!picture) return <Skeleton variant="rounded" sx={size} />;
  return (
    <Box
      component="img"
      src={picture}
      alt={translate('console.staff.link.qr')}
      sx={{ ...size, borderRadius: 1 }}
    />
  );
}

function CopyField({ link }: { link: string }) {
  const translate = useTranslate();
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setSaid(translate('console.staff.link.copied'));
    } catch {
      // A page without https has no clipboard access; the text is selected for copying by hand.
      setSaid(translate('console.staff.link.copy_by_hand'));
    }
  };
  return (
    <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1} sx={{ alignItems: { sm: 'start' } }}>
      <TextField
        label={translate('console.staff.link.address')}
        value={link}
        fullWidth
        helperText={said || ' '}
        onFocus={(event) => (event.target as HTMLInputElement).select()}
        slotProps={{
          htmlInput: { readOnly: true },
          inputLabel: { shrink: true },
          formHelperText: { role: 'status' },
        }}
      />
      <Button
        variant="outlined"
        startIcon={<ContentCopy />}
        sx={{ minHeight: 44, flex: 'none', mt: { sm: 0.5 } }}
        onClick={() => void copy()}
      >
        {translate('console.staff.link.copy')}
      </Button>
    </Stack>
  );
}
