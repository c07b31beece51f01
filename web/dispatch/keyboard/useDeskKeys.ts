import { useEffect, useRef } from 'react';
import type { Verb } from '../../data/console/verbs';
import { verbsOf } from './verbKeys';

/** The actions of the desk's keys. */
export interface DeskKeys {
  step: (by: 1 | -1) => void;
  open: () => void;
  dispatch: () => void;
  /** Starts the first of these verbs that is available. */
  verb: (verbs: readonly Verb[]) => void;
  /** Opens the menu of all other actions. */
  more: () => void;
  tab: (by: 1 | -1) => void;
  choose: (rank: number) => void;
  /** Adds to the selection, or removes from it. */
  toggleSelected: () => void;
  /** Opens the selection. */
  openSelection: () => void;
  undo: () => void;
  back: () => void;
  search: () => void;
  help: () => void;
}

const KEPT =
  'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"], [role="menu"]';

/** Widgets with their own arrow keys: map, tabs, radio groups. */
const OWN_ARROW_KEYS = '.emap, [role="tablist"], [role="radiogroup"]';

/** An open dialog of another component (a verb's form) handles the keyboard itself. */
const DIALOG = '.MuiModal-root:not(.MuiModal-hidden):not([aria-hidden="true"])';

/**
 * The desk's keyboard handling. `letters: false` keeps only Escape and arrows, for people whose tools type
 * letters.
 */
export function useDeskKeys(keys: DeskKeys, letters: boolean): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return;
      if (!(target instanceof Element) || document.querySelector(DIALOG)) return;
      if (target.closest(KEPT)) {
        if (key === 'Escape' && target instanceof HTMLElement) target.blur();
        return;
      }
      const act = actionOf(latest.current, key, letters, target);
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [letters]);
}

function actionOf(keys: DeskKeys, key: string, letters: boolean, target: Element): (() => void) | null {
  const arrows = !target.closest(OWN_ARROW_KEYS);
  if (key === 'Escape') return keys.back;
  if (key === 'ArrowDown' && arrows) return () => keys.step(1);
  if (key === 'ArrowUp' && arrows) return () => keys.step(-1);
  // A focused button or link handles Enter itself.
  if (key === 'Enter') return target.closest('button, a, [role="button"], [role="tab"]') ? null : keys.open;
  if (!letters) return null;
  if (/^[1-9]$/.test(key)) return () => keys.choose(Number(key));
  const acts: Record<string, () => void> = {
    j: () => keys.step(1),
    k: () => keys.step(-1),
    d: keys.dispatch,
    o: keys.more,
    s: keys.toggleSelected,
    b: keys.openSelection,
    z: keys.undo,
    '[': () => keys.tab(-1),
    ']': () => keys.tab(1),
    '/': keys.search,
    '?': keys.help,
  };
  const verbs = verbsOf(key);
  return verbs ? () => keys.verb(verbs) : (acts[key] ?? null);
}
