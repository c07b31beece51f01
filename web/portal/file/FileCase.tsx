import { useCallback, useEffect, useState } from 'react';
import { openSource } from '../../data/portal/public';
import { Heading } from '../../ui/portal/Heading';
import { Failed, Loading } from '../../ui/portal/States';
import { CallLink } from '../../ui/portal/CallLink';
import { firstOpenStep } from '../check';
import { filingFormOrKept } from '../keptForm';
import { go, parseRoute, stepHash, STEPS, type Route } from '../route';
import { useText } from '../text';
import { useLoad } from '../useLoad';
import { Question } from './Question';
import { Resume } from './Resume';
import type { Filing } from './useFiling';

type FileRoute = Extract<Route, { name: 'file' | 'step' }>;

/** The filing process: loads what it needs, then asks one question after the other. */
export function FileCase({ route, filing }: { route: FileRoute; filing: Filing }) {
  const text = useText();
  const form = useLoad('filing_form', filingFormOrKept);
  const { draft, begun, change, clear } = filing;
  // When the process is opened at its start with stored answers, the applicant is asked whether to continue.
  const [offered] = useState(() => begun);
  const entering = route.name === 'file';
  const offer = entering && (offered || begun);
  const region = entering ? route.region : null;
  const asked = entering ? route.source : null;
  const source = useLoad(asked && `source/${asked}`, (signal) => openSource(asked!, signal));

  // A code that is not in use, or cannot be checked now, leads to the plain form.
  const finished = asked === null || source.finished;
  const ready = form.data !== null && finished;
  const counties = form.data?.regions;
  const preset = source.data;
  const begin = useCallback(() => {
    const known = counties?.find(({ code }) => code === region);
    if (known) change({ county: { code: known.code, name: known.name }, savedAt: '' }, 'region_code');
    if (preset) {
      const [county, town, village] = [2, 3, 4].map(
        (level) => preset.regions.find((one) => one.level === level) ?? null,
      );
      change(
        {
          source: preset.code,
          ...(county && { county, town: town ?? null, village: village ?? null }),
          savedAt: '',
        },
        'region_code',
      );
    }
    go(stepHash(STEPS[0]), true);
  }, [counties, region, preset, change]);
  useEffect(() => {
    if (ready && entering && !offer) begin();
  }, [ready, entering, offer, begin]);

  // The URL may be ahead of the answers: then show the first open question, unless the applicant has just
  // left.
  const open = firstOpenStep(draft);
  const ahead = route.name === 'step' && STEPS.indexOf(route.step) > STEPS.indexOf(open);
  useEffect(() => {
    if (ready && ahead && parseRoute(window.location.hash).name === 'step') go(stepHash(open), true);
  }, [ready, ahead, open]);

  const titled = (title: string) => (
    <Heading key={title} pageTitle={text('page_title', { title })}>
      {title}
    </Heading>
  );
  if (form.error) {
    return (
      <>
        {titled(text('file.failed_title'))}
        <Failed text={text(`error.${form.error.code}`, {}, text('error.unknown'))}>
          <button type="button" className="button" onClick={form.again}>
            {text('retry')}
          </button>
          <p>{text('stuck')}</p>
        </Failed>
      </>
    );
  }
  const onTheWay = (
    <>
      {titled(text('file.title'))}
      <Loading text={text('file.loading_title')} />
    </>
  );
  if (!form.data) return onTheWay;
  if (form.data.types.length === 0 || !form.data.regions.some(({ level }) => level === 2)) {
    return (
      <>
        {titled(text('file.empty_title'))}
        <p>{text('file.empty_text')}</p>
        <CallLink className="button" phone="12348" text={text('call', { phone: '12348' })} />
      </>
    );
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
  if (entering || ahead) return onTheWay;
  return (
    <Question key={route.step} step={route.step} fromReview={route.review} form={form.data} filing={filing} />
  );
}
