import { useEffect, useRef, useState } from 'react';
import { inLanguage } from '../../text/languages';
import { Heading } from '../../ui/portal/Heading';
import { Failed, Loading, Note } from '../../ui/portal/States';
import { useText } from '../text';
import { PartyPart } from '../part/PartyPart';
import { CaseEnd } from './CaseEnd';
import { CaseNow } from './CaseNow';
import { CaseResult } from './CaseResult';
import { CaseWay } from './CaseWay';
import { PrivacyForm } from './PrivacyForm';
import { forget, remember, remembered } from './remembered';
import { SupplementForm } from './SupplementForm';
import { TrackForm } from './TrackForm';
import { useCase } from './useCase';
import { WithdrawForm } from './WithdrawForm';

/** A case as its applicant sees it: its stage, the responsible organisation, the next step. */
export function CasePage({ number, code }: { number: string; code: string }) {
  const text = useText();
  const { found, at, error, busy, refresh } = useCase(number, code);
  const [kept, setKept] = useState(() => remembered().some((pair) => pair.number === number));
  const [done, setDone] = useState<'supplemented' | 'withdrawn' | null>(null);
  const statusRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!done) return;
    statusRef.current?.scrollIntoView({ block: 'nearest' });
    statusRef.current?.focus({ preventScroll: true });
  }, [done]);
  if (found === null) return <TrackForm number={number} code={code} wrong />;

  const title = text(found === undefined && error ? 'track.failed_title' : 'case.title');
  const time =
    at?.toLocaleTimeString(text.locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }) ?? '';
  const pair = { number, code };
  const merged = found !== undefined && found.number !== number;
  const asks = found?.status === 'needs_info' && !merged;
  const finish = (what: 'supplemented' | 'withdrawn') => {
    setDone(what);
    refresh();
  };
  const why = error && text(`error.${error.code}`, error.params, text('error.unknown'));
  return (
    <>
      <Heading pageTitle={text('page_title', { title })}>{title}</Heading>
      {!found && !error && <Loading text={text('track.looking')} />}
      {!found && error && (
        <Failed text={why!}>
          <button type="button" className="button" aria-disabled={busy} onClick={busy ? undefined : refresh}>
            {text('retry')}
          </button>
        </Failed>
      )}
      {found && (
        <>
          <p className="case-number">{found.number}</p>
          <p className="hint">
            {text('case.about', {
              type: inLanguage(text.locale, found.type_name, found.type_name_en),
              region: found.region_path,
            })}
          </p>
          <div className="fresh">
            <button
              type="button"
              className="button button-plain"
              aria-disabled={busy}
              onClick={busy ? undefined : refresh}
            >
              {text(busy ? 'case.refreshing' : 'case.refresh')}
            </button>
            <p role="status">
              {error ? `${why} ${text('case.stale', { time })}` : text('case.updated', { time })}
            </p>
          </div>
          {merged && <Note tone="quiet">{text('case.merged', { own: number, into: found.number })}</Note>}
          {done && (
            <div ref={statusRef} tabIndex={-1} role="status">
              <Note tone="good">{text(`done.${done}`)}</Note>
            </div>
          )}
          <CaseNow found={found} />
          {asks && (
            <SupplementForm
              pair={pair}
              items={found.missing_items ?? []}
              onDone={() => finish('supplemented')}
              onStale={refresh}
            />
          )}
          {!merged && <PartyPart pair={pair} seen={at} onDone={refresh} />}
          <CaseResult found={found} />
          <CaseEnd found={found} />
          <CaseWay found={found} />
          {/* A merged case can still be followed here, but continues under the other number. */}
          {found.can_withdraw && !merged && (
            <WithdrawForm pair={pair} onDone={() => finish('withdrawn')} onStale={refresh} />
          )}
          {!merged && <PrivacyForm pair={pair} />}
          <div className="remember">
            <label className="agree">
              <input
                type="checkbox"
                checked={kept}
                aria-describedby="remember-hint"
                onChange={(event) => {
                  if (event.target.checked) remember({ number, code });
                  else forget(number);
                  setKept(event.target.checked);
                }}
              />
              <span>{text('track.remember')}</span>
            </label>
            <p id="remember-hint" className="hint">
              {text('track.remember_hint')}
            </p>
          </div>
          <p>
            <a className="link" href="#/track">
              {text('track.again')}
            </a>
          </p>
        </>
      )}
    </>
  );
}
