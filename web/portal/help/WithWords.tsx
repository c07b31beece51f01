import type { ReactNode } from 'react';
import { Loading } from '../../ui/portal/States';
import { ProofNote } from '../ProofNote';
import { useRoomText } from '../roomText';
import { TextContext, useText } from '../text';
import { HELP_CATALOGUES } from './catalogues';

/**
 * Provides the messages of self-help, mediation rooms and statistics, which are loaded together with these
 * pages.
 */
export function WithWords({ children }: { children: ReactNode }) {
  const page = useText();
  const text = useRoomText(HELP_CATALOGUES);
  if (!text) return <Loading text={page('loading')} />;
  return (
    <TextContext.Provider value={text}>
      {children}
      <ProofNote />
    </TextContext.Provider>
  );
}
