import { createContext, useContext } from 'react';
import { useTranslate } from 'react-admin';
import type { FieldName } from './form';

/** What the fields know about the organisation that is edited. */
export interface OrganisationOfForm {
  /** Null for a new one. */
  id: string | null;
  /** Fields that this administrator may not change, or that nobody may. */
  fixed: readonly FieldName[];
}

const Context = createContext<OrganisationOfForm>({ id: null, fixed: [] });

/** Provides the organisation to the fields below. */
export const OrganisationOfFormProvider = Context.Provider;

/** The organisation of the enclosing form. */
export const useOrganisationOfForm = () => useContext(Context);

/** Name, label and state of a field, as the inputs take them. */
export function useFieldNamed(): (name: FieldName) => { name: FieldName; label: string; disabled: boolean } {
  const translate = useTranslate();
  const { fixed } = useOrganisationOfForm();
  return (name) => ({
    name,
    label: translate(`console.organisation.${name}`),
    disabled: fixed.includes(name),
  });
}
