import { createContext, useContext } from 'react';
import type { Identity } from './session';

const MeContext = createContext<Identity | null>(null);

/** Gives the pages below the signed-in person's acting post. */
export const MeProvider = MeContext.Provider;

/** The signed-in person's acting post. Pages render only below MeProvider, so there is always one. */
export function useMe(): Identity {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside MeProvider');
  return me;
}
