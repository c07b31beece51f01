import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { RecordContextProvider } from 'react-admin';
import { type DefaultValues, type FieldValues, FormProvider, type Path, useForm } from 'react-hook-form';
import { type ApiError, toApiError } from '../../data/core/errors';
import { LeaveGuard } from '../console/LeaveGuard';
import { useErrorText } from '../console/useErrorText';
import { FormStatusProvider } from './formStatus';

/** The state of a change that is sent, as `useChange` returns it. */
export interface Sending {
  sending: boolean;
  failure: ApiError | null;
}

/** What a form is filled with, and what becomes of its input. */
export interface FormProps<Values extends FieldValues> {
  /** The values at the beginning, by the name of the field. */
  initial: Values;
  /** How far the change is; its failure is shown at the field that it names, or by `FormMessage`. */
  change?: Sending | undefined;
  /** Called when no required field is empty. An ApiError that it throws is shown like one of the change. */
  onSubmit: (values: Values) => unknown;
  /** Whether leaving the page with unsaved input must be confirmed. */
  guarded?: boolean;
  children: ReactNode;
}

const IDLE: Sending = { sending: false, failure: null };

/** The first element of the form that belongs to one of these fields, in the order of the screen. */
const firstOf = (form: HTMLFormElement | null, names: readonly string[]) =>
  [...(form?.querySelectorAll<HTMLElement>('[name]') ?? [])].find((element) =>
    names.includes(element.getAttribute('name') ?? ''),
  );

/** Names of the fields with an error; a field inside another one is named by its path. */
const namesIn = (errors: object, labels: ReadonlyMap<string, string>) =>
  [...labels.keys()].filter((name) =>
    name
      .split('.')
      .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], errors),
  );

/**
 * A form that sends a change. A click while it is being sent does nothing. Errors stand at their fields, and
 * the first of them gets the focus.
 */
export function Form<Values extends FieldValues>(props: FormProps<Values>) {
  const { initial, change = IDLE, onSubmit, guarded = false, children } = props;
  const errorText = useErrorText();
  const element = useRef<HTMLFormElement>(null);
  const busy = useRef(false);
  const [labels] = useState(() => new Map<string, string>());
  const [unplaced, setUnplaced] = useState<ApiError | null>(null);
  // Not the library's own flag: that one is also set while required fields are checked, and a field that is
  // disabled meanwhile could not be focused.
  const [running, setRunning] = useState(false);
  const form = useForm<Values>({
    defaultValues: initial as DefaultValues<Values>,
    // The fields are focused by their names: some of them are not a single input.
    shouldFocusError: false,
  });
  const { setError, handleSubmit, formState } = form;
  const [holds, setHolds] = useState(0);
  const hold = useCallback(() => {
    setHolds((count) => count + 1);
    return () => setHolds((count) => count - 1);
  }, []);
  const [thrown, setThrown] = useState<ApiError | null>(null);
  const pending = change.sending || running;
  const failure = thrown ?? change.failure;

  useEffect(() => {
    const label = failure?.field === undefined ? undefined : labels.get(failure.field);
    setUnplaced(label === undefined ? failure : null);
    if (!failure?.field || label === undefined) return;
    setError(failure.field as Path<Values>, { type: failure.code, message: errorText(failure, label) });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a new failure is shown and moves the focus
  }, [failure]);

  // A disabled field cannot be focused.
  useEffect(() => {
    if (!pending && failure?.field) firstOf(element.current, [failure.field])?.focus();
  }, [pending, failure]);

  const send = handleSubmit(
    async (values) => {
      if (busy.current || holds > 0) return;
      busy.current = true;
      setRunning(true);
      setThrown(null);
      try {
        await onSubmit(values);
      } catch (error) {
        setThrown(toApiError(error));
      } finally {
        busy.current = false;
        setRunning(false);
      }
    },
    (errors) => firstOf(element.current, namesIn(errors, labels))?.focus(),
  );

  return (
    // A record around the form, such as that of a list, is not what the fields are filled with.
    <RecordContextProvider value={undefined}>
      <FormProvider {...form}>
        <FormStatusProvider value={{ sending: pending, failure, unplaced, held: holds > 0, hold, labels }}>
          {guarded && <LeaveGuard unsaved={formState.isDirty} />}
          <form
            ref={element}
            noValidate
            onSubmit={(event) => void send(event)}
            style={{ display: 'contents' }}
          >
            {children}
          </form>
        </FormStatusProvider>
      </FormProvider>
    </RecordContextProvider>
  );
}
