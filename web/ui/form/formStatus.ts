import { createContext, useContext } from 'react';
import type { ApiError } from '../../data/core/errors';

/** What the parts of a form know about it besides its values. */
export interface FormStatus {
  /** Whether the input is being sent; it cannot be changed meanwhile. */
  sending: boolean;
  /** A failure that belongs to none of the fields on the screen. */
  failure: ApiError | null;
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
