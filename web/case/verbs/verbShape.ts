import type { ComponentType } from 'react';
import type { CaseFile } from '../../data/console/cases';
import type { Verb, VerbInput } from '../../data/console/verbs';
import type { Values } from './verbForm';

/** How a verb's form is filled in and sent. */
export interface VerbFormShape<V extends Verb> {
  Fields: ComponentType;
  /** Initial values of the fields, by field name. */
  initial: (file: CaseFile) => Values;
  /** Fields that must be filled before the server is asked. */
  required: (values: Values) => string[];
  /** The entered values as arguments of the verb. */
  input: (values: Values) => VerbInput[V];
}

/** The forms of some verbs. */
export type VerbForms<V extends Verb> = { [One in V]: VerbFormShape<One> };

/** Initial values of an empty form. */
export const nothing = (): Values => ({});

/** Initial values of an empty form with these fields. */
export const empty =
  (...names: string[]) =>
  (): Values =>
    Object.fromEntries(names.map((name) => [name, '']));

/** The entered value of a field, trimmed. */
export const text = (values: Values, name: string) => values[name]?.trim() ?? '';

/** The entered value of a field; undefined when empty. */
export const optional = (values: Values, name: string) => text(values, name) || undefined;

/** An argument that is left out when the field is empty. */
export const given = <Name extends string>(values: Values, name: Name): Partial<Record<Name, string>> => {
  const value = optional(values, name);
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
};
