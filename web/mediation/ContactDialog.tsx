import { useId, useState } from 'react';
import Phone from '@mui/icons-material/PhoneOutlined';
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  Typography,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { RevealDialog, useCaseFile, useRevealed } from '../case';
import type { PartyRecord } from '../data/console/parties';
import { Empty, Failed, Waiting } from '../ui/console/States';

interface ContactDialogProps {
  caseId: string;
  number: string;
  onClose: () => void;
}

/** The parties of a case to call; a number is shown only after a reason was given. */
export function ContactDialog({ caseId, number, onClose }: ContactDialogProps) {
  const translate = useTranslate();
  const title = useId();
  const { file, error, refetch } = useCaseFile(caseId);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby={title}>
      <DialogTitle id={title} component="h2">
        {translate('console.mine.contact')}
      </DialogTitle>
      <DialogContent>
        <Typography color="text.secondary" sx={{ mb: 2 }}>
          {number}
        </Typography>
        {error && <Failed error={error} retry={() => void refetch()} />}
        {!error && !file && <Waiting rows={2} height={56} />}
        {file?.parties.length === 0 && <Empty title={translate('console.party.none')} />}
        <Stack spacing={2}>
          {file?.parties.map((party) => (
            <Callable key={party.id} party={party} />
          ))}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('console.action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Callable({ party }: { party: PartyRecord }) {
  const translate = useTranslate();
  const [asking, setAsking] = useState(false);
  const [revealed, left, setRevealed] = useRevealed();
  return (
    <Box>
      <Typography sx={{ mb: 0.5 }}>
        {translate(`console.party.${party.side}`)}
        {translate('console.colon')}
        <strong>{revealed?.name ?? party.name}</strong>
        <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>
          {revealed?.phone ?? party.phone}
        </Box>
      </Typography>
      {revealed?.phone && (
        <Button
          variant="contained"
          fullWidth
          href={`tel:${revealed.phone}`}
          startIcon={<Phone />}
          sx={{ minHeight: 48 }}
        >
          {translate('console.party.call', { name: revealed.name })}
        </Button>
      )}
      {revealed && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
          {revealed.phone
            ? translate('console.party.hides_in', { left })
            : translate('console.party.no_phone')}
        </Typography>
      )}
      {!revealed && (
        <Button
          variant="outlined"
          fullWidth
          onClick={() => setAsking(true)}
          aria-label={translate('console.party.reveal_label', { name: party.name })}
          sx={{ minHeight: 48 }}
        >
          {translate('console.party.reveal')}
        </Button>
      )}
      {asking && <RevealDialog party={party} onClose={() => setAsking(false)} onRevealed={setRevealed} />}
    </Box>
  );
}
