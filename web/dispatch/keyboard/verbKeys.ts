import type { Verb } from '../../data/console/verbs';

/**
 * Shortcut keys of the desk's verbs. Where several verbs share a key, it means the first one that is
 * available.
 */
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

/** The verbs of a shortcut key; null for any other key. */
export const verbsOf = (key: string): readonly Verb[] | null =>
  VERB_KEYS.find((one) => one.key === key)?.verbs ?? null;
