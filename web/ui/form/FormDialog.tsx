import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import {
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
import { useLogoutIfAccessDenied, useTranslate } from 'react-admin';
import { type FieldValues, useFormState } from 'react-hook-form';
import { type ApiError, toApiError } from '../../data/core/errors';
import { Form, type Sending } from './Form';
import { FormMessage } from './FormMessage';
import { useFormStatus } from './formStatus';

interface FormDialogProps<Values extends FieldValues> {
  title: string;
  /** Below the title: whom it concerns and what will happen. */
  lead?: ReactNode;
  /** The values at the beginning, by the name of the field. */
  initial?: Values;
  /** Label of the submit button. */
  confirm: string;
  /** Whether the action cannot easily be undone. */
  destructive?: boolean;
  /** Whether the action has become impossible while the dialog is open. */
  impossible?: boolean;
  /** How far the change is; none when `onSubmit` throws its failures. */
  change?: Sending;
  onSubmit: (values: Values) => unknown;
  onClose: () => void;
  /** Refetches the subject of the form when somebody else changed it first. */
  refetch?: () => Promise<unknown>;
  /** Another text for some failures. */
  textOf?: (failure: ApiError) => string | undefined;
  /** Below an error: a way to resolve it. */
  wayOut?: (failure: ApiError) => ReactNode;
  children?: ReactNode;
}

/** Submits the form by Ctrl+Enter or Cmd+Enter, also from a field of several lines. */
function sendByKey(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'Enter' || event.repeat || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.querySelector('form')?.requestSubmit();
}

/** With a pointer device the first field gets the focus; on a phone the keyboard would cover the form. */
const focusFirst = (dialog: HTMLElement) =>
  dialog.querySelector<HTMLElement>('form :is(input, textarea, select):enabled')?.focus();

/** Moves the focus to the first field once its choices have been read, unless something has been entered by then. */
function useFocusWhenRead(inside: RefObject<HTMLElement | null>, phone: boolean) {
  const { held } = useFormStatus();
  const { isDirty } = useFormState();
  const wasHeld = useRef(held);
  useEffect(() => {
    const dialog = inside.current?.closest<HTMLElement>('[role="dialog"]');
    if (wasHeld.current && !held && !isDirty && !phone && dialog) focusFirst(dialog);
    wasHeld.current = held;
  }, [held, isDirty, phone, inside]);
}

/** A form in a dialog. The input stays until the change is done or the user cancels. */
export function FormDialog<Values extends FieldValues>(props: FormDialogProps<Values>) {
  const { title, lead, initial, change, onSubmit, onClose, refetch, textOf, wayOut, children } = props;
  const phone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'), { noSsr: true });
  const leaveIfSignedOut = useLogoutIfAccessDenied();
  const id = useId();
  const [running, setRunning] = useState(false);
  const full = phone && children !== undefined;

  const stale = change?.failure?.code === 'stale_record';
  useEffect(() => {
    if (stale) void refetch?.();
  }, [stale, refetch]);

  // A click outside must not discard the input; Escape and the buttons close the dialog.
  const close = (_event: object, reason: 'backdropClick' | 'escapeKeyDown') => {
    if (reason === 'escapeKeyDown' && !running && !change?.sending) onClose();
  };

  const submit = async (values: Values) => {
    setRunning(true);
    try {
      await onSubmit(values);
    } catch (error) {
      const problem = toApiError(error);
      if (problem.status === 401) await leaveIfSignedOut(problem);
      throw problem;
    } finally {
      setRunning(false);
    }
  };

  return (
    <Dialog
      open
      onClose={close}
      onKeyDown={sendByKey}
      fullScreen={full}
      fullWidth
      maxWidth="sm"
      aria-labelledby={id}
      slotProps={{ transition: { onEnter: phone ? undefined : focusFirst } }}
    >
      <Form initial={initial ?? ({} as Values)} change={change} onSubmit={submit}>
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
            <FormMessage textOf={textOf} wayOut={wayOut} />
            {children}
          </Stack>
        </DialogContent>
        <Buttons {...props} phone={phone} />
      </Form>
    </Dialog>
  );
}

type ButtonsProps = Pick<FormDialogProps<never>, 'confirm' | 'destructive' | 'impossible' | 'onClose'>;

function Buttons(props: ButtonsProps & { phone: boolean }) {
  const { confirm, destructive = false, impossible = false, onClose, phone } = props;
  const translate = useTranslate();
  const { sending, held } = useFormStatus();
  const actions = useRef<HTMLDivElement>(null);
  useFocusWhenRead(actions, phone);
  return (
    <DialogActions ref={actions} sx={phone ? { '& > button': { flex: 1, minHeight: 44 } } : {}}>
      <Button type="button" color="inherit" disabled={sending} onClick={onClose}>
        {translate('console.action.cancel')}
      </Button>
      <Button
        type="submit"
        variant="contained"
        color={destructive ? 'error' : 'primary'}
        disabled={sending || held || impossible}
      >
        {sending ? translate('console.action.sending') : confirm}
      </Button>
    </DialogActions>
  );
}
