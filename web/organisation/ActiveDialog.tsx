import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  TextField,
} from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import type { OrganisationRecord } from '../data/console/organisations';
import { useChange } from '../data/hooks/useChange';
import { useErrorText } from '../ui/console/useErrorText';

interface ActiveDialogProps {
  row: OrganisationRecord;
  onClose: () => void;
}

/** Deactivates an organisation, with a reason, or activates it again. */
export function ActiveDialog({ row, onClose }: ActiveDialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const errorText = useErrorText();
  const client = useQueryClient();
  const title = useId();
  const field = useRef<HTMLInputElement>(null);
  // The dialog keeps its purpose although the row changes after the request.
  const [retiring] = useState(row.active);
  const [reason, setReason] = useState('');
  const retire = useChange('retire_organisation');
  const restore = useChange('restore_organisation');
  const { sending, failure } = retiring ? retire : restore;
  const inField =
    failure?.field === 'reason' ? errorText(failure, translate('console.organisation.retire_reason')) : null;

  const refresh = () =>
    Promise.all(
      ['organisations', 'administration_events'].map((name) =>
        client.invalidateQueries({ queryKey: [name] }),
      ),
    );
  useEffect(() => {
    if (failure?.field === 'reason') field.current?.focus();
    if (failure?.code === 'stale_record') void refresh();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [failure]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const at = { organisation_id: row.id, expected_version: row.version };
    const done = retiring ? await retire.send({ ...at, reason }) : await restore.send(at);
    if (!done) return;
    await refresh();
    notify(`console.organisation.form.${retiring ? 'retired' : 'restored'}`, { type: 'success' });
    onClose();
  };
  const verb = retiring ? 'retire' : 'restore';
  return (
    <Dialog open onClose={() => !sending && onClose()} fullWidth maxWidth="sm" aria-labelledby={title}>
      <form noValidate onSubmit={(event) => void submit(event)} style={{ display: 'contents' }}>
        <DialogTitle id={title} component="h2">
          {translate(`console.organisation.${verb}_title`, { name: row.name })}
        </DialogTitle>
        <DialogContent>
          <DialogContentText sx={{ mb: 2 }}>
            {translate(`console.organisation.${verb}_hint`)}
          </DialogContentText>
          {failure && !inField && (
            <Alert severity="error" sx={{ mb: 2 }}>
              {errorText(failure)}
            </Alert>
          )}
          {retiring && (
            <TextField
              inputRef={field}
              name="reason"
              label={translate('console.organisation.retire_reason')}
              required
              autoFocus
              fullWidth
              value={reason}
              onChange={(event) => {
                setReason(event.target.value);
                if (inField) retire.fail(null);
              }}
              error={inField !== null}
              helperText={inField ?? translate('console.organisation.retire_reason_hint')}
              disabled={sending}
              sx={{ mt: 1 }}
            />
          )}
        </DialogContent>
        <DialogActions sx={{ '& > button': { minHeight: 44 } }}>
          <Button type="button" color="inherit" disabled={sending} onClick={onClose}>
            {translate('console.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" color={retiring ? 'error' : 'primary'} disabled={sending}>
            {translate(sending ? 'console.action.sending' : `console.organisation.${verb}`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
