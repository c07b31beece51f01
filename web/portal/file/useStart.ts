import { useCallback, useEffect, useState } from 'react';
import { openSource, type FilingForm, type OpenedSource } from '../../data/portal/public';
import type { Draft } from '../draft';
import { go, stepHash, STEPS, type Route } from '../route';
import { useLoad } from '../useLoad';
import type { Filing } from './useFiling';

/** A screen of the filing process: its start or one of the questions. */
export type FileRoute = Extract<Route, { name: 'file' | 'step' }>;

/** The answers that the code of a poster brings along. */
function answersOf({ code, regions }: OpenedSource): Partial<Draft> {
  const [county, town, village] = [2, 3, 4].map(
    (level) => regions.find((region) => region.level === level) ?? null,
  );
  return { source: code, ...(county && { county, town: town ?? null, village: village ?? null }) };
}

/**
 * Leads from the start of filing to the first question, with the answers that the address brings along. Stored
 * answers are offered first: `offer` says so, and `begin` goes on from there.
 */
export function useStart(route: FileRoute, filing: Filing, form: FilingForm | null) {
  const { begun, change } = filing;
  const entering = route.name === 'file';
  // When the process is opened at its start with stored answers, the applicant is asked whether to continue.
  const [offered] = useState(() => begun);
  const offer = entering && (offered || begun);
  const region = entering ? route.region : null;
  const asked = (entering && route.source) || '';
  const source = useLoad(asked && `source/${asked}`, (signal) => openSource(asked, signal));
  const preset = source.data;
  const counties = form?.regions;

  const begin = useCallback(() => {
    const known = counties?.find(({ code }) => code === region);
    const answers: Partial<Draft> = {
      ...(known && { county: { code: known.code, name: known.name } }),
      ...(preset && answersOf(preset)),
    };
    // Nothing of it was typed, so it does not count as begun.
    if (known || preset) change({ ...answers, savedAt: '' }, 'region_code');
    go(stepHash(STEPS[0]), true);
  }, [counties, region, preset, change]);

  // A code that is not in use, or cannot be checked now, leads to the plain form.
  const ready = form !== null && (asked === '' || source.finished);
  useEffect(() => {
    if (ready && entering && !offer) begin();
  }, [ready, entering, offer, begin]);
  return { offer, begin };
}
