import type { ReactNode } from 'react';
import { type Locale, otherLanguages } from '../text/languages';
import { CallLink } from '../ui/portal/CallLink';
import { Mark } from '../ui/portal/Mark';
import { useNewVersion } from './newVersion';
import { useText } from './text';
import { useOnline } from './useOnline';

/** Header and footer of every screen: name, language, text size, help by phone, link for staff. */
export function Frame(props: {
  big: boolean;
  onSize: () => void;
  onLanguage: (locale: Locale) => void;
  children: ReactNode;
}) {
  const { big, onSize, onLanguage, children } = props;
  const text = useText();
  const online = useOnline();
  const update = useNewVersion();
  return (
    <>
      <button
        type="button"
        className="skip"
        onClick={() => document.querySelector<HTMLElement>('h1')?.focus()}
      >
        {text('skip')}
      </button>
      <header className="head">
        <a className="brand" href="#/" aria-label={text('home_link')}>
          <Mark />
          <span>{text('product')}</span>
        </a>
        <div className="head-tools">
          <button
            type="button"
            className="tool"
            aria-pressed={big}
            title={text(big ? 'normal_hint' : 'big_hint')}
            onClick={onSize}
          >
            {text('big')}
          </button>
          {otherLanguages(text.locale).map(({ locale, name }) => (
            <button
              key={locale}
              type="button"
              className="tool"
              lang={locale}
              onClick={() => onLanguage(locale)}
            >
              {name}
            </button>
          ))}
        </div>
      </header>
      <div role="status" aria-live="polite">
        {!online && <p className="offline">{text('offline')}</p>}
        {update && (
          <p className="new-version">
            {text('new_version')}{' '}
            <button type="button" className="button button-plain" onClick={update}>
              {text('update')}
            </button>
          </p>
        )}
      </div>
      <main className="page">{children}</main>
      <footer className="foot">
        <p>
          {text('footer.help')} <CallLink phone="12348" text={text('call', { phone: '12348' })} />
        </p>
        <p>
          <a href="/console">{text('footer.staff')}</a>
        </p>
      </footer>
    </>
  );
}
