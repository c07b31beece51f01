import type { Verb } from '../data/verbs';

/** The letters of the desk's verbs. Where several verbs share one, the first that is possible now is meant. */
export const VERB_KEYS: readonly { key: string; verbs: readonly Verb[] }[] = [
  { key: 'a', verbs: ['accept_case'] },
  { key: 'i', verbs: ['request_info', 'record_info'] },
  { key: 'r', verbs: ['answer_case'] },
  { key: 'n', verbs: ['reject_case'] },
  { key: 'c', verbs: ['close_case'] },
  { key: 'x', verbs: ['decide_extension'] },
  { key: 'u', verbs: ['urge_case'] },
  { key: 'g', verbs: ['regrade_case'] },
  { key: 'e', verbs: ['escalate_case'] },
  { key: 'l', verbs: ['delegate_case'] },
];

/** The verbs behind a letter. */
export const verbsOf = (key: string): readonly Verb[] | null =>
  VERB_KEYS.find((one) => one.key === key)?.verbs ?? null;
