import type { Args } from '../data/core/changes';
import { levelOf } from '../domain/regionCode';
import { filled } from '../ui/form/values';
import { placeIn, type Values } from './draft';

/** A shorter description is not compared. */
const MIN_LENGTH = 8;

/** The arguments of the search for duplicates; null while there is too little input. */
export function questionOf(values: Values): Args<'find_similar'> | null {
  const { region_code, detail, type_code, applicant } = values;
  const summary = values.summary.trim();
  const phone = applicant.phone.replace(/\D/g, '');
  const person = phone.length >= 7 || applicant.id_number.trim().length >= 15;
  if (levelOf(region_code) < 2 || ([...summary].length < MIN_LENGTH && !person)) return null;
  return {
    region_code,
    type_code: detail || type_code,
    summary,
    ...filled({ phone: applicant.phone, id_number: applicant.id_number }),
    ...placeIn(values),
  };
}
