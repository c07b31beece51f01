import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
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
import { useTranslate } from 'react-admin';
import { ApiError } from '../../data/core/errors';
import { FormProvider, type Values } from './form';
import { useErrorText } from './useErrorText';

/** A change that is sent, as `useChange` returns it. */
interface Sending {
  sending: boolean;
  failure: ApiError | null;
  fail: (failure: ApiError | null) => void;
}

interface FormDialogProps {
  title: string;
  /** Below the title: whom it concerns and what will happen. */
  lead?: ReactNode;
  /** Initial values, by field name. */
  initial?: Values;
  /** Fields that must be filled before the server is asked. */
  required?: readonly string[] | ((values: Values) => readonly string[]);
  /** Label of the submit button. */
  confirm: string;
  /** Whether the action cannot easily be undone. */
  destructive?: boolean;
  change: Sending;
  onSubmit: (values: Values) => void;
  onClose: () => void;
  /** Refetches the subject of the form when somebody else changed it first. */
  refetch?: () => Promise<unknown>;
  /** Below an error: a way to resolve it. */
  wayOut?: (failure: ApiError) => ReactNode;
  children?: ReactNode;
}

/** A form in a dialog. The input stays until the change is done or the user cancels. */
export function FormDialog(props: FormDialogProps) {
  const {
    title,
    lead,
    initial = {},
    required = [],
    confirm,
    destructive = false,
    change,
    wayOut,
    children,
  } = props;
  const { onSubmit, onClose, refetch } = props;
  const { sending, failure, fail } = change;
  const translate = useTranslate();
  const errorText = useErrorText();
  const phone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'), { noSsr: true });
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(initial);
  const atField = failure?.field !== undefined && failure.field in initial;
  const full = phone && children !== undefined;

  useEffect(() => {
    if (failure?.field) form.current?.querySelector<HTMLElement>(`[name="${failure.field}"]`)?.focus();
  }, [failure]);

  const stale = failure?.code === 'stale_record';
  useEffect(() => {
    if (stale) void refetch?.();
  }, [stale, refetch]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const names = typeof required === 'function' ? required(values) : required;
    const missing = names.find((name) => !values[name]?.trim());
    if (missing) {
      fail(new ApiError({ status: 422, code: 'field_required', params: { field: missing }, field: missing }));
      return;
    }
    onSubmit(values);
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
    <Dialog open onClose={close} fullScreen={full} fullWidth maxWidth="sm" aria-labelledby={id}>
      <form ref={form} noValidate onSubmit={submit} style={{ display: 'contents' }}>
        <DialogTitle id={id} component="h2">
          {title}
        </DialogTitle>
        <DialogContent>
          {lead && (
            <Typography component="div" color="text.secondary" sx={{ mb: 2 }}>
              {lead}
            </Typography>
          )}
          <Stack spacing={2.5} sx={{ pt: lead ? 0.5 : 1.25 }}>
            {failure && !atField && (
              <Alert severity={stale ? 'warning' : 'error'}>
                {errorText(failure)}
                {wayOut?.(failure)}
              </Alert>
            )}
            <FormProvider value={{ values, set, failure, disabled: sending }}>{children}</FormProvider>
          </Stack>
        </DialogContent>
        <DialogActions sx={phone ? { '& > button': { flex: 1, minHeight: 44 } } : {}}>
          <Button type="button" color="inherit" disabled={sending} onClick={onClose}>
            {translate('console.action.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={destructive ? 'error' : 'primary'}
            disabled={sending}
          >
            {sending ? translate('console.action.sending') : confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
