import { createContext, useContext } from 'react';
import type { Identity } from '../console/session';

const MeContext = createContext<Identity | null>(null);

/** Provides the signed-in person's identity to the pages below. */
export const MeProvider = MeContext.Provider;

/** The signed-in person in the active post. Pages render only below MeProvider, so it is always there. */
export function useMe(): Identity {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside MeProvider');
  return me;
}
