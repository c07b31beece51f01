import { useEffect, useRef, useState } from 'react';
import type { ApiError } from '../../data/core/errors';
import type { TrackedCase } from '../../data/portal/public';
import { inLanguage } from '../../text/languages';
import { Heading } from '../../ui/portal/Heading';
import { Failed, Loading, Note } from '../../ui/portal/States';
import { useText, type Text } from '../text';
import type { Pair } from '../tracking';
import { PartyPart } from '../part/PartyPart';
import { CaseEnd } from './CaseEnd';
import { CaseNow } from './CaseNow';
import { CaseResult } from './CaseResult';
import { CaseWay } from './CaseWay';
import { PrivacyForm } from './PrivacyForm';
import { forget, remember, remembered } from './remembered';
import { SupplementForm } from './SupplementForm';
import { TrackForm } from './TrackForm';
import { useCase, type CaseReading } from './useCase';
import { WithdrawForm } from './WithdrawForm';

/** A case as its applicant sees it: its stage, the responsible organisation, the next step. */
export function CasePage({ number, code }: { number: string; code: string }) {
  const text = useText();
  const reading = useCase(number, code);
  const { found, error } = reading;
  if (found === null) return <TrackForm number={number} code={code} wrong />;

  const title = text(found === undefined && error ? 'track.failed_title' : 'case.title');
  return (
    <>
      <Heading pageTitle={text('page_title', { title })}>{title}</Heading>
      {found ? <Found pair={{ number, code }} found={found} reading={reading} /> : <NotRead {...reading} />}
    </>
  );
}

const errorText = (error: ApiError, text: Text) =>
  text(`error.${error.code}`, error.params, text('error.unknown'));

/** Being read, or it cannot be read now. */
function NotRead({ error, busy, refresh }: CaseReading) {
  const text = useText();
  if (!error) return <Loading text={text('track.looking')} />;
  return (
    <Failed text={errorText(error, text)}>
      <button type="button" className="button" aria-disabled={busy} onClick={busy ? undefined : refresh}>
        {text('retry')}
      </button>
    </Failed>
  );
}

/** How recent the page is, and a button to read the case again. */
function Freshness({ at, error, busy, refresh }: CaseReading) {
  const text = useText();
  const time =
    at?.toLocaleTimeString(text.locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }) ?? '';
  return (
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
        {error ? `${errorText(error, text)} ${text('case.stale', { time })}` : text('case.updated', { time })}
      </p>
    </div>
  );
}

function Found({ pair, found, reading }: { pair: Pair; found: TrackedCase; reading: CaseReading }) {
  const text = useText();
  const { at, refresh } = reading;
  const [done, setDone] = useState<'supplemented' | 'withdrawn' | null>(null);
  const statusRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!done) return;
    statusRef.current?.scrollIntoView({ block: 'nearest' });
    statusRef.current?.focus({ preventScroll: true });
  }, [done]);
  // A merged case can still be followed here, but continues under the other number.
  const merged = found.number !== pair.number;
  const asks = found.status === 'needs_info' && !merged;
  const finish = (what: 'supplemented' | 'withdrawn') => {
    setDone(what);
    refresh();
  };
  return (
    <>
      <p className="case-number">{found.number}</p>
      <p className="hint">
        {text('case.about', {
          type: inLanguage(text.locale, found.type_name, found.type_name_en),
          region: found.region_path,
        })}
      </p>
      <Freshness {...reading} />
      {merged && <Note tone="quiet">{text('case.merged', { own: pair.number, into: found.number })}</Note>}
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
      {found.can_withdraw && !merged && (
        <WithdrawForm pair={pair} onDone={() => finish('withdrawn')} onStale={refresh} />
      )}
      {!merged && <PrivacyForm pair={pair} />}
      <Remember pair={pair} />
      <p>
        <a className="link" href="#/track">
          {text('track.again')}
        </a>
      </p>
    </>
  );
}

/** Whether this device remembers the case. */
function Remember({ pair }: { pair: Pair }) {
  const text = useText();
  const [kept, setKept] = useState(() => remembered().some(({ number }) => number === pair.number));
  return (
    <div className="remember">
      <label className="agree">
        <input
          type="checkbox"
          checked={kept}
          aria-describedby="remember-hint"
          onChange={(event) => {
            if (event.target.checked) remember(pair);
            else forget(pair.number);
            setKept(event.target.checked);
          }}
        />
        <span>{text('track.remember')}</span>
      </label>
      <p id="remember-hint" className="hint">
        {text('track.remember_hint')}
      </p>
    </div>
  );
}
