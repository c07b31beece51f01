import type { Args } from '../data/core/changes';
import { levelOf } from '../domain/regionCode';
import type { Values } from '../ui/console/form';

/** A shorter description is not compared. */
const MIN_LENGTH = 8;

/** The arguments of the search for duplicates; null while there is too little input. */
export function questionOf(values: Values): Args<'find_similar'> | null {
  const text = (name: string) => values[name]?.trim() ?? '';
  const [summary, region_code] = [text('summary'), text('region_code')];
  const phone = text('applicant.phone').replace(/\D/g, '');
  const person = phone.length >= 7 || text('applicant.id_number').length >= 15;
  if (levelOf(region_code) < 2 || ([...summary].length < MIN_LENGTH && !person)) return null;
  const optional = Object.entries({
    phone: text('applicant.phone'),
    id_number: text('applicant.id_number'),
    longitude: Number(text('longitude')),
    latitude: Number(text('latitude')),
  }).filter(([, value]) => value);
  return {
    region_code,
    type_code: text('detail') || text('type_code'),
    summary,
    ...Object.fromEntries(optional),
  };
}
