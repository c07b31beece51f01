import { createContext, useContext, useLayoutEffect } from 'react';
import type { ApiError } from '../../data/core/errors';

/** What the parts of a form know about it besides its values. */
export interface FormStatus {
  /** Whether the input is being sent; it cannot be changed meanwhile. */
  sending: boolean;
  /** Why it was not carried out. */
  failure: ApiError | null;
  /** The failure, if it belongs to none of the fields on the screen. */
  unplaced: ApiError | null;
  /** Whether fields are still missing, so that it cannot be sent. */
  held: boolean;
  /** Holds the form back; returns what lets it go. */
  hold: () => () => void;
  /** The labels of the fields on the screen, by name. */
  labels: Map<string, string>;
}

const Context = createContext<FormStatus | null>(null);

/** Provides the status of a form to its parts. */
export const FormStatusProvider = Context.Provider;

/** The status of the enclosing form. */
export function useFormStatus(): FormStatus {
  const status = useContext(Context);
  if (!status) throw new Error('useFormStatus outside of a Form');
  return status;
}

/** Holds the enclosing form back while fields that it needs have not been read, or there is nothing to choose. */
export function useHeldForm(when: boolean): void {
  const { hold } = useFormStatus();
  useLayoutEffect(() => (when ? hold() : undefined), [when, hold]);
}
