import { useMemo } from 'react';
import { useGetMany, useLocaleState, useTranslate } from 'react-admin';
import { disputeTypes } from '../data/console/cases';
import { organisationCategories } from '../data/console/organisations';
import type { AdministrationEventRecord, OrganisationRecord } from '../data/console/records';
import { regionsOf } from '../data/console/regions';
import { useRead } from '../data/hooks/useRead';
import { inLanguage } from '../text/languages';
import { exactDay } from '../ui/console/clock';
import type { ChangeWords } from './changeLines';

const DAY_MS = 24 * 60 * 60 * 1000;

/** All values under one of these names, at any depth, in the details of some rows. */
function valuesUnder(rows: readonly AdministrationEventRecord[], names: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (value: unknown, under: string) => {
    if (Array.isArray(value)) for (const one of value) visit(one, under);
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) visit(one, name);
    else if (typeof value === 'string' && value && names.includes(under)) found.add(value);
  };
  for (const row of rows) visit(row.details, '');
  return [...found].sort();
}

/**
 * Formats the codes and ids in the details of the rows on the screen; a value that is not loaded yet is shown
 * unchanged.
 */
export function useChangeWords(rows: readonly AdministrationEventRecord[]): ChangeWords {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const codes = useMemo(() => valuesUnder(rows, ['region_code', 'region_codes', 'children']), [rows]);
  const ids = useMemo(() => valuesUnder(rows, ['parent_id']), [rows]);
  const regions = useRead(['regions_of', codes], (signal) => regionsOf(codes, signal), { staleTime: DAY_MS });
  const types = useRead(['dispute_types'], disputeTypes);
  const categories = useRead(['organisation_categories'], organisationCategories);
  const parents = useGetMany<OrganisationRecord>('organisations', { ids });
  const pick = (row: { name: string; name_en: string } | undefined) =>
    inLanguage(locale, row?.name, row?.name_en);
  return {
    translate,
    day: (value) => exactDay(value, locale),
    region: (code) => regions.data?.find((one) => one.code === code)?.name ?? code,
    type: (code) => pick(types.data?.find((one) => one.code === code)) ?? code,
    category: (code) => pick(categories.data?.find((one) => one.code === code)) ?? code,
    organisation: (id) => parents.data?.find((one) => one.id === id)?.name ?? id,
  };
}
