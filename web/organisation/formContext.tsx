import { createContext, useContext } from 'react';
import { useTranslate } from 'react-admin';
import type { ApiError } from '../data/errors';
import { useErrorText } from '../ui/console/useErrorText';
import type { FieldName, OrganisationForm } from './form';

interface FormState {
  form: OrganisationForm;
  set: (change: Partial<OrganisationForm>) => void;
  failure: ApiError | null;
  sending: boolean;
  /** Fields that are not for this administrator to change, or fixed for good. */
  fixed: readonly FieldName[];
  /** The organisation being edited; null for a new one. */
  id: string | null;
}

const FormContext = createContext<FormState | null>(null);

/** Gives the fields below their form. */
export const FormProvider = FormContext.Provider;

/** The form around a field. */
export function useOrganisationForm(): FormState {
  const state = useContext(FormContext);
  if (!state) throw new Error('useOrganisationForm outside FormProvider');
  return state;
}

/** What a field shows of itself: its name in words, what is wrong with it, whether it is out of use. */
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
