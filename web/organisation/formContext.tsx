import { createContext, useContext } from 'react';
import { useTranslate } from 'react-admin';
import type { ApiError } from '../data/core/errors';
import { useErrorText } from '../ui/console/useErrorText';
import type { FieldName, OrganisationForm } from './form';

interface FormState {
  form: OrganisationForm;
  set: (change: Partial<OrganisationForm>) => void;
  failure: ApiError | null;
  sending: boolean;
  /** Fields that this administrator may not change, or that nobody may. */
  fixed: readonly FieldName[];
  /** The edited organisation; null for a new one. */
  id: string | null;
}

const FormContext = createContext<FormState | null>(null);

/** Provides the form to the fields below. */
export const FormProvider = FormContext.Provider;

/** The state of the enclosing form. */
export function useOrganisationForm(): FormState {
  const state = useContext(FormContext);
  if (!state) throw new Error('useOrganisationForm outside FormProvider');
  return state;
}

/** The label, the error and the disabled state of a field. */
export function useField(name: FieldName) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const { failure, sending, fixed } = useOrganisationForm();
  const label = translate(`console.organisation.${name}`);
  return {
    label,
    problem: failure?.field === name ? errorText(failure, label) : null,
    disabled: sending || fixed.includes(name),
  };
}
