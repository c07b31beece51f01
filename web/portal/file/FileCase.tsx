import { useEffect } from 'react';
import type { ApiError } from '../../data/core/errors';
import { CallLink } from '../../ui/portal/CallLink';
import { Heading } from '../../ui/portal/Heading';
import { Failed, Loading } from '../../ui/portal/States';
import { firstOpenStep } from '../check';
import { filingFormOrKept } from '../keptForm';
import { go, parseRoute, stepHash, STEPS } from '../route';
import { useText } from '../text';
import { useLoad } from '../useLoad';
import { Question } from './Question';
import { Resume } from './Resume';
import type { Filing } from './useFiling';
import { useStart, type FileRoute } from './useStart';

/** The filing process: loads what it needs, then asks one question after the other. */
export function FileCase({ route, filing }: { route: FileRoute; filing: Filing }) {
  const form = useLoad('filing_form', filingFormOrKept);
  const { draft, clear } = filing;
  const { offer, begin } = useStart(route, filing, form.data);

  // The URL may be ahead of the answers: then show the first open question, unless the applicant has just
  // left.
  const open = firstOpenStep(draft);
  const ahead = route.name === 'step' && STEPS.indexOf(route.step) > STEPS.indexOf(open);
  const astray = form.data !== null && ahead;
  useEffect(() => {
    if (astray && parseRoute(window.location.hash).name === 'step') go(stepHash(open), true);
  }, [astray, open]);

  if (form.error) return <NotLoaded error={form.error} onRetry={form.again} />;
  if (!form.data) return <OnTheWay />;
  if (form.data.types.length === 0 || !form.data.regions.some(({ level }) => level === 2)) {
    return <NotSetUp />;
  }
  if (offer) {
    return (
      <Resume
        draft={draft}
        form={form.data}
        onGo={() => go(stepHash(open), true)}
        onClear={() => {
          clear();
          begin();
        }}
      />
    );
  }
  if (route.name === 'file' || ahead) return <OnTheWay />;
  return (
    <Question key={route.step} step={route.step} fromReview={route.review} form={form.data} filing={filing} />
  );
}

function Titled({ title }: { title: string }) {
  const text = useText();
  return <Heading pageTitle={text('page_title', { title })}>{title}</Heading>;
}

function OnTheWay() {
  const text = useText();
  return (
    <>
      <Titled title={text('file.title')} />
      <Loading text={text('file.loading_title')} />
    </>
  );
}

function NotLoaded({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const text = useText();
  return (
    <>
      <Titled title={text('file.failed_title')} />
      <Failed text={text(`error.${error.code}`, {}, text('error.unknown'))}>
        <button type="button" className="button" onClick={onRetry}>
          {text('retry')}
        </button>
        <p>{text('stuck')}</p>
      </Failed>
    </>
  );
}

/** An installation that has no types of disputes or no counties yet. */
function NotSetUp() {
  const text = useText();
  return (
    <>
      <Titled title={text('file.empty_title')} />
      <p>{text('file.empty_text')}</p>
      <CallLink className="button" phone="12348" text={text('call', { phone: '12348' })} />
    </>
  );
}
