import { useTranslate } from 'react-admin';
import { type ListName, listValues } from '../console/lists';
import { useRead } from './useRead';

const NONE: readonly string[] = [];

/** The values of a list in the order of the rules; empty until they are read, once in a visit. */
export function useList(name: ListName): readonly string[] {
  return useRead(['list_values'], listValues, { staleTime: Infinity }).data?.get(name) ?? NONE;
}

/** The values of a list as choices with their names from a group of texts. */
export function useChoices(name: ListName, group: string): { value: string; label: string }[] {
  const translate = useTranslate();
  return useList(name).map((value) => ({ value, label: translate(`${group}.${value}`) }));
}
