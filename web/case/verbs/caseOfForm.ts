import { createContext, useContext } from 'react';
import type { CaseFile } from '../../data/console/cases';

const Context = createContext<CaseFile | null>(null);

/** Provides the case to the fields of a verb's form. */
export const CaseOfFormProvider = Context.Provider;

/** The case of the enclosing verb's form. */
export function useCaseOfForm(): CaseFile {
  const file = useContext(Context);
  if (!file) throw new Error('useCaseOfForm outside of a VerbDialog');
  return file;
}
