import type { ComponentType } from 'react';
import type { CaseFile } from '../data/cases';
import type { Verb, VerbInput } from '../data/verbs';
import type { Values } from './verbForm';

/** How a verb is filled in and sent. */
export interface VerbFormShape<V extends Verb> {
  Fields: ComponentType;
  /** What stands in the fields when the form opens; its names are those of the fields. */
  initial: (file: CaseFile) => Values;
  /** Fields without which asking the server is pointless. */
  required: (values: Values) => string[];
  /** The typed words as the verb takes them. */
  input: (values: Values) => VerbInput[V];
}

/** The forms of some verbs. */
export type VerbForms<V extends Verb> = { [One in V]: VerbFormShape<One> };

/** A form that opens empty. */
export const nothing = (): Values => ({});

/** A form that opens empty, with the names of its fields. */
export const empty =
  (...names: string[]) =>
  (): Values =>
    Object.fromEntries(names.map((name) => [name, '']));

/** What has been typed in a field, without blanks around. */
export const text = (values: Values, name: string) => values[name]?.trim() ?? '';

/** What has been typed in a field; nothing is undefined. */
export const optional = (values: Values, name: string) => text(values, name) || undefined;

/** An argument that is left out when nothing was typed. */
export const given = <Name extends string>(values: Values, name: Name): Partial<Record<Name, string>> => {
  const value = optional(values, name);
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
};
