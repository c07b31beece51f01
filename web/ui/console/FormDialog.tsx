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
import { ApiError } from '../../data/errors';
import { FormProvider, type Values } from './form';
import { useErrorText } from './useErrorText';

/** A change under way, as `useChange` tells it. */
interface Sending {
  sending: boolean;
  failure: ApiError | null;
  fail: (failure: ApiError | null) => void;
}

interface FormDialogProps {
  title: string;
  /** Under the title: whom it concerns, what will happen. */
  lead?: ReactNode;
  /** What stands in the fields when the form opens; its names are those of the fields. */
  initial?: Values;
  /** Fields without which asking the server is pointless. */
  required?: readonly string[] | ((values: Values) => readonly string[]);
  /** Words of the button. */
  confirm: string;
  /** What it does cannot be taken back easily. */
  destructive?: boolean;
  change: Sending;
  onSubmit: (values: Values) => void;
  onClose: () => void;
  /** Reads anew what the form is about, when somebody else was faster. */
  refetch?: () => Promise<unknown>;
  /** Below a failure: the way out of it. */
  wayOut?: (failure: ApiError) => ReactNode;
  children?: ReactNode;
}

/** A form in a dialog. Typed words stay until the change is done or the person gives up. */
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

  // A click beside the dialog must not throw typed words away; Escape and the buttons close it.
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
