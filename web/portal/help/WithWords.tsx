import type { ReactNode } from 'react';
import domain from '../../text/domain.zh-CN';
import form from '../../text/portal.form.zh-CN';
import help from '../../text/portal.help.zh-CN';
import { Loading } from '../../ui/portal/States';
import { ProofNote } from '../ProofNote';
import { TextContext, useRoomText, useText } from '../text';

const CHINESE = [help, form, domain];
const english = () =>
  Promise.all([
    import('../../text/portal.help.en'),
    import('../../text/portal.form.en'),
    import('../../text/domain.en'),
  ]);

/**
 * Provides the messages of self-help, mediation rooms and statistics, which are loaded together with these
 * pages.
 */
export function WithWords({ children }: { children: ReactNode }) {
  const page = useText();
  const text = useRoomText(CHINESE, english);
  if (!text) return <Loading text={page('loading')} />;
  return (
    <TextContext.Provider value={text}>
      {children}
      <ProofNote />
    </TextContext.Provider>
  );
}
