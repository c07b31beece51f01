import { type FormEvent, useId, useState } from 'react';
import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  TextField,
  Typography,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { type PartyRecord, type RevealedParty, revealParty } from '../../data/console/parties';
import { useErrorText } from '../../ui/console/useErrorText';

interface RevealDialogProps {
  party: PartyRecord;
  onClose: () => void;
  onRevealed: (party: RevealedParty) => void;
}

/** Asks why personal data must be seen, and says that this is logged. */
export function RevealDialog({ party, onClose, onRevealed }: RevealDialogProps) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const title = useId();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending) return;
    if (!reason.trim()) {
      setProblem(translate('error.field_required', { field: translate('console.party.reason') }));
      return;
    }
    setSending(true);
    setProblem(null);
    try {
      onRevealed(await revealParty(party.id, reason.trim()));
      onClose();
    } catch (error) {
      setProblem(errorText(error));
      setSending(false);
    }
  };

  return (
    <Dialog open onClose={() => !sending && onClose()} fullWidth maxWidth="xs" aria-labelledby={title}>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <DialogTitle id={title} component="h2">
          {translate('console.party.reveal_title', { name: party.name })}
        </DialogTitle>
        <DialogContent>
          <Typography color="text.secondary" sx={{ mb: 2 }}>
            {translate('console.party.reveal_notice')}
          </Typography>
          <TextField
            name="reason"
            label={translate('console.party.reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            error={problem !== null}
            helperText={problem ?? translate('console.party.reason_hint')}
            required
            autoFocus
            fullWidth
          />
        </DialogContent>
        <DialogActions>
          <Button type="button" color="inherit" disabled={sending} onClick={onClose}>
            {translate('console.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" disabled={sending}>
            {translate('console.party.reveal_confirm')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
