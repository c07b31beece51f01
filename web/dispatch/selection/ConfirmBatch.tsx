import { useEffect, useId, useRef, useState } from 'react';
import { Box, Button, TextField, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { shares, type Plan } from './batch';

interface ConfirmBatchProps {
  plan: Plan;
  /** The one organisation, or null when each case goes to its best candidate. */
  organisation: string | null;
  onSend: (note: string) => void;
  onCancel: () => void;
}

/**
 * Confirmation before a selection is dispatched: how many cases go to whom, which stay, and a note for all.
 */
export function ConfirmBatch({ plan, organisation, onSend, onCancel }: ConfirmBatchProps) {
  const translate = useTranslate();
  const [note, setNote] = useState('');
  const send = useRef<HTMLButtonElement>(null);
  const heading = useId();
  const count = plan.sendings.length;

  // Moves the focus here from the choice by key, list or map, so that the next Enter sends.
  useEffect(() => {
    send.current?.focus();
    send.current?.closest('section')?.scrollIntoView({ block: 'nearest' });
  }, [organisation]);

  return (
    <Box
      component="section"
      aria-labelledby={heading}
      onKeyDown={(event) => {
        // The Enter that made the choice must not also send while it is still held down.
        if (event.key === 'Enter' && event.repeat) event.preventDefault();
        if (event.key !== 'Enter' || event.repeat || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onSend(note);
      }}
      sx={{ p: 1.5, border: 2, borderColor: 'primary.main', borderRadius: 1, display: 'grid', gap: 1.25 }}
    >
      <Typography variant="h3" id={heading}>
        {organisation
          ? translate('desk.confirm.one', { count, organisation })
          : translate('desk.confirm.best', { count })}
      </Typography>
      {!organisation && (
        <Box component="ul" sx={{ m: 0, pl: 2.5, fontSize: 14 }}>
          {shares(plan).map((share) => (
            <li key={share.name}>
              {translate('desk.confirm.share', { organisation: share.name, count: share.count })}
            </li>
          ))}
        </Box>
      )}
      {plan.left.length > 0 && (
        <Typography variant="body2" color="text.secondary">
          {translate('desk.confirm.left', { count: plan.left.length })}
        </Typography>
      )}
      <TextField
        label={translate('dispatch.confirm.note')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        multiline
        minRows={2}
        maxRows={6}
        size="small"
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button ref={send} variant="contained" onClick={() => onSend(note)}>
          {translate('desk.confirm.send', { count })}
        </Button>
        <Button onClick={onCancel}>{translate('dispatch.confirm.other')}</Button>
      </Box>
    </Box>
  );
}
