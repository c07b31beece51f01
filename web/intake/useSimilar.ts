import { useEffect, useState } from 'react';
import { type Args, ask, type Row } from '../data/core/changes';
import { useRead } from '../data/hooks/useRead';
import type { Values } from './draft';
import { questionOf } from './similarQuestion';

/** A possible duplicate of a case, with the reasons. */
export type SimilarCase = Row<'find_similar'>;

/** Debounce in milliseconds while somebody types. */
const DEBOUNCE_MS = 700;

/** Possible duplicates of the case being registered, requested with debounced input. */
export function useSimilar(values: Values) {
  const now = JSON.stringify(questionOf(values));
  const [question, setQuestion] = useState(now);
  useEffect(() => {
    const timer = setTimeout(() => setQuestion(now), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [now]);
  const asked = JSON.parse(question) as Args<'find_similar'> | null;
  const read = useRead(
    ['find_similar', question],
    (signal) => (asked ? ask('find_similar', asked, signal) : Promise.resolve([])),
    { enabled: asked !== null && navigator.onLine },
  );
  return {
    found: asked ? (read.data ?? []) : [],
    failed: asked !== null && read.error !== null,
    again: () => void read.refetch(),
  };
}
