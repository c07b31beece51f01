import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { type ListName, listValues } from '../console/lists';
import { useRead } from './useRead';

const KEY = ['list_values'];
const NONE: readonly string[] = [];

/** Milliseconds after the start of a visit, when the page itself has been read. */
const DELAY_MS = 1500;

/** Reads the lists before a form asks for them, so that its choices are there when it opens. */
export function useListsAhead() {
  const client = useQueryClient();
  useEffect(() => {
    const read = () =>
      client.prefetchQuery({
        queryKey: KEY,
        queryFn: ({ signal }) => listValues(signal),
        staleTime: Infinity,
      });
    const timer = setTimeout(() => void read(), DELAY_MS);
    return () => clearTimeout(timer);
  }, [client]);
}

/** The values of a list in the order of the rules; empty until they are read, once in a visit. */
export function useList(name: ListName): readonly string[] {
  return useRead(KEY, listValues, { staleTime: Infinity }).data?.get(name) ?? NONE;
}

/** The values of a list as choices with their names from a group of texts. */
export function useChoices(name: ListName, group: string): { value: string; label: string }[] {
  const translate = useTranslate();
  return useList(name).map((value) => ({ value, label: translate(`${group}.${value}`) }));
}
