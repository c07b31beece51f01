import { useMemo, useState } from 'react';
import type { QueueFilter, Tab } from './queue';
import { type FilterChoice, useTypeChoice } from './QueueFilters';
import { useDebounced } from './useDebounced';

const NO_CHOICE: FilterChoice = { search: '', grade: null, type: null, order: 'urgent' };

/**
 * The dispatcher's settings and the resulting filter; the filter object stays the same while nothing changes.
 */
export function useDeskFilter(tab: Tab) {
  const [choice, setChoice] = useState(NO_CHOICE);
  const { types } = useTypeChoice(choice.type);
  const search = useDebounced(choice.search.trim(), 250);
  const filter = useMemo<QueueFilter>(
    () => ({ tab: tab, order: choice.order, grade: choice.grade, types, search }),
    [tab, choice.order, choice.grade, types, search],
  );
  return { choice, setChoice, filter };
}
