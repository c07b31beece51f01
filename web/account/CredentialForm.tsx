import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Alert, Box, Button, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import { type ApiError, toApiError } from '../data/core/errors';
import { FormProvider, type Values } from '../ui/console/form';
import { useErrorText } from '../ui/console/useErrorText';

interface CredentialFormProps {
  initial: Values;
  confirm: string;
  /** Returns the validation error of the input, if any. */
  check: (values: Values) => ApiError | null;
  send: (values: Values) => Promise<void>;
  /** Called with a refusal; the form shows it as well. */
  onRefused?: (failure: ApiError) => void;
  children: (failure: ApiError | null, values: Values) => ReactNode;
}

/**
 * A form outside of any dialog, before anybody is signed in. Sending it twice has the same effect as once.
 */
export function CredentialForm({ initial, confirm, check, send, onRefused, children }: CredentialFormProps) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const form = useRef<HTMLFormElement>(null);
  const busy = useRef(false);
  const [values, setValues] = useState(initial);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [sending, setSending] = useState(false);
  const atField = failure?.field !== undefined && failure.field in initial;

  useEffect(() => {
    if (failure?.field) form.current?.querySelector<HTMLElement>(`[name="${failure.field}"]`)?.focus();
  }, [failure]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy.current) return;
    const problem = check(values);
    setFailure(problem);
    if (problem) return;
    busy.current = true;
    setSending(true);
    try {
      await send(values);
    } catch (error) {
      const refusal = toApiError(error);
      setFailure(refusal);
      onRefused?.(refusal);
      busy.current = false;
      setSending(false);
    }
  };

  const set = (name: string, value: string) => {
    setValues((before) => ({ ...before, [name]: value }));
    if (failure?.field === name) setFailure(null);
  };

  return (
    // Safari zooms into an input with text smaller than 16 px.
    <Box sx={{ '& input': { fontSize: { xs: 16, sm: 14 } } }}>
      <form ref={form} noValidate onSubmit={(event) => void submit(event)}>
        <Stack spacing={2.5}>
          <FormProvider value={{ values, set, failure, disabled: sending }}>
            {children(failure, values)}
          </FormProvider>
          {failure && !atField && <Alert severity="error">{errorText(failure)}</Alert>}
          <Button type="submit" variant="contained" size="large" disabled={sending} sx={{ minHeight: 48 }}>
            {translate(
              sending ? 'console.action.sending' : failure && !atField ? 'console.action.retry' : confirm,
            )}
          </Button>
        </Stack>
      </form>
    </Box>
  );
}
