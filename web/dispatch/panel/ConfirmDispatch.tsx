import { useEffect, useId, useRef, useState } from 'react';
import { Alert, Box, Button, TextField, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { toApiError, type ApiError } from '../../data/core/errors';
import { type VerbResult, callVerb } from '../../data/console/verbs';
import { IdempotencyKey } from '../../data/core/idempotencyKey';
import { exactTime } from '../../domain/dates';
import { useErrorText } from '../../ui/console/useErrorText';
import type { Candidate } from './candidates';
import type { QueueCase } from '../queue/queue';

interface ConfirmDispatchProps {
  row: QueueCase;
  candidate: Candidate;
  onDone: (result: VerbResult, candidate: Candidate) => void;
  /** Somebody else changed the case first: it must be refetched. */
  onStale: () => void;
  onCancel: () => void;
}

/** Why the case was not dispatched; where somebody else was quicker, what they did. */
function DispatchFailure({ failure }: { failure: ApiError }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const errorText = useErrorText();
  if (failure.code !== 'stale_version') return <Alert severity="error">{errorText(failure)}</Alert>;
  const { actor, at, verb, status } = failure.params;
  return (
    <Alert severity="warning">
      {translate('console.form.stale', {
        actor: actor ?? translate('console.actor.system'),
        verb: translate(`verb.${String(verb)}`),
        status: translate(`status.${String(status)}`),
        time: at ? exactTime(String(at), locale) : '',
      })}
    </Alert>
  );
}

const FRAME = {
  p: 1.5,
  border: 2,
  borderColor: 'primary.main',
  borderRadius: 1,
  display: 'grid',
  gap: 1.25,
  scrollMargin: '16px',
} as const;

/** Confirmation before a case is dispatched to an organisation, with a note for it. */
export function ConfirmDispatch({ row, candidate, onDone, onStale, onCancel }: ConfirmDispatchProps) {
  const translate = useTranslate();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const idempotencyKey = useRef(new IdempotencyKey());
  const send = useRef<HTMLButtonElement>(null);
  const heading = useId();

  // Moves the focus here from the choice by key, list or map, so that the next Enter sends.
  useEffect(() => {
    send.current?.focus();
    send.current?.closest('section')?.scrollIntoView({ block: 'nearest' });
  }, [candidate.organisation_id]);

  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const result = await callVerb(
        'dispatch_case',
        {
          case_id: row.id,
          expected_version: row.version,
          organisation_id: candidate.organisation_id,
          note: note.trim(),
        },
        idempotencyKey.current,
      );
      onDone(result, candidate);
    } catch (error) {
      const refusal = toApiError(error);
      setFailure(refusal);
      setBusy(false);
      if (refusal.code === 'stale_version') onStale();
    }
  };

  return (
    <Box
      component="section"
      aria-labelledby={heading}
      onKeyDown={(event) => {
        // The Enter that made the choice must not also send while it is still held down.
        if (event.key === 'Enter' && event.repeat) event.preventDefault();
        if (event.key !== 'Enter' || event.repeat || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void submit();
      }}
      sx={FRAME}
    >
      <Typography variant="h3" id={heading}>
        {translate('dispatch.confirm.title', { organisation: candidate.name })}
      </Typography>
      <TextField
        label={translate('dispatch.confirm.note')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        multiline
        minRows={2}
        maxRows={6}
        size="small"
        error={failure?.field === 'note'}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
      {failure && <DispatchFailure failure={failure} />}
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button ref={send} variant="contained" loading={busy} onClick={() => void submit()}>
          {translate('dispatch.confirm.send')}
        </Button>
        <Button onClick={onCancel} disabled={busy}>
          {translate('dispatch.confirm.other')}
        </Button>
      </Box>
    </Box>
  );
}
