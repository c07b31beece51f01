import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material';
import { useLocaleState, useNotify, useTranslate } from 'react-admin';
import type { CaseFile } from '../../data/console/cases';
import { ApiError } from '../../data/core/errors';
import type { VerbResult, Verb } from '../../data/console/verbs';
import { exactTime } from '../../domain/dates';
import { useErrorText } from '../../ui/console/useErrorText';
import { useVerb } from './useVerb';
import { VerbFormProvider } from './verbForm';
import { VERB_FORMS } from './verbForms';

interface VerbDialogProps {
  verb: Verb;
  file: CaseFile;
  refetch: () => Promise<unknown>;
  onClose: () => void;
  onDone: (result: VerbResult, verb: Verb) => void;
}

/** The form of one verb. The input stays until the verb is done or the user cancels. */
export function VerbDialog({ verb, file, refetch, onClose, onDone }: VerbDialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const phone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'), { noSsr: true });
  const title = useId();
  const form = useRef<HTMLFormElement>(null);
  const shape = VERB_FORMS[verb];
  const [values, setValues] = useState(() => shape.initial(file));
  const { send, sending, failure, fail } = useVerb(verb, file, {
    refetch,
    onDone: (result) => {
      const params = { number: result.number };
      const fallback = translate('console.life.done', { verb: translate(`verb.${verb}`), ...params });
      notify(translate(`console.done.${verb}`, { ...params, _: fallback }), { type: 'success' });
      onDone(result, verb);
    },
  });
  // After success the verb is no longer available, which needs no message.
  const possible = sending || file.actions.includes(verb);

  useEffect(() => {
    if (failure?.field) form.current?.querySelector<HTMLElement>(`[name="${failure.field}"]`)?.focus();
  }, [failure]);

  // With a pointer device the first field gets the focus; on a phone the keyboard would cover the form.
  const begin = () => {
    if (!phone) form.current?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = shape.required(values).find((name) => !values[name]?.trim());
    if (missing) {
      const params = { field: missing };
      fail(new ApiError({ status: 422, code: 'field_required', params, field: missing }));
      return;
    }
    void send(shape.input(values));
  };

  // A click outside must not discard the input; Escape and the buttons close the dialog.
  const close = (_event: object, reason: 'backdropClick' | 'escapeKeyDown') => {
    if (reason === 'escapeKeyDown' && !sending) onClose();
  };

  const set = (name: string, value: string) => {
    setValues((before) => ({ ...before, [name]: value }));
    if (failure?.field === name) fail(null);
  };

  return (
    <Dialog
      open
      onClose={close}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.repeat || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        form.current?.requestSubmit();
      }}
      fullScreen={phone}
      fullWidth
      maxWidth="sm"
      aria-labelledby={title}
      slotProps={{ transition: { onEnter: begin } }}
    >
      <form ref={form} noValidate onSubmit={submit} style={{ display: 'contents' }}>
        <DialogTitle id={title} component="h2">
          {translate(`verb.${verb}`)}
        </DialogTitle>
        <DialogContent>
          <Typography color="text.secondary" sx={{ mb: 2 }}>
            {file.case.number}
          </Typography>
          <Stack spacing={2.5} sx={{ pt: 0.5 }}>
            <Problem
              failure={failure}
              known={Object.keys({ ...values, ...namesOf(shape.required(values)) })}
            />
            {!possible && (
              <Alert severity="warning">
                {translate('console.form.no_longer', { status: translate(`status.${file.case.status}`) })}
              </Alert>
            )}
            <VerbFormProvider value={{ file, values, set, failure, disabled: sending }}>
              <shape.Fields />
            </VerbFormProvider>
          </Stack>
        </DialogContent>
        <DialogActions sx={phone ? { '& > button': { flex: 1, minHeight: 44 } } : {}}>
          <Button type="button" color="inherit" disabled={sending} onClick={onClose}>
            {translate('console.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" disabled={sending || !possible}>
            {sending
              ? translate('console.action.sending')
              : translate(`console.confirm.${verb}`, {
                  _: translate('console.life.confirm', { verb: translate(`verb.${verb}`) }),
                })}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

const namesOf = (names: string[]) => Object.fromEntries(names.map((name) => [name, true]));

/** An error that belongs to no field of the form. */
function Problem({ failure, known }: { failure: ApiError | null; known: string[] }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const errorText = useErrorText();
  if (!failure || (failure.field && known.includes(failure.field))) return null;
  if (failure.code !== 'stale_version') return <Alert severity="error">{errorText(failure)}</Alert>;
  const { verb, actor, at, status } = failure.params;
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
