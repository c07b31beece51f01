import type { ComponentType } from 'react';
import type { CaseFile } from '../../data/console/cases';
import type { Verb, VerbInput } from '../../data/console/verbs';
import { filled } from '../../ui/form/values';

/** How the form of a verb with these arguments is filled in and sent. */
export interface VerbFormShape<Input> {
  Fields: ComponentType;
  /** The values at the beginning, by the name of the field. */
  initial: (file: CaseFile) => Record<string, any>;
  /** The entered values as arguments of the verb. */
  input: (values: Record<string, any>) => Input;
}

/** The forms of some verbs. */
export type VerbForms<V extends Verb> = { [One in V]: VerbFormShape<VerbInput[One]> };

/** A value for each argument. */
type Complete<Input> = { [Name in keyof Input]-?: NonNullable<Input[Name]> };

/**
 * A form whose fields are named like the arguments: texts are trimmed before they are sent, and an empty one is
 * left out. Without initial values for all of its arguments it does not compile.
 */
export const asEntered = <Input extends object>(
  Fields: ComponentType,
  initial: (file: CaseFile) => NoInfer<Complete<Input>>,
): VerbFormShape<Input> => ({ Fields, initial, input: (values) => filled(values) as Input });

/** A form whose values become arguments by a function of its own, such as numbers. */
export const converted = <Input extends object, Values extends object>(
  Fields: ComponentType,
  initial: (file: CaseFile) => Values,
  input: (values: Values) => NoInfer<Input>,
): VerbFormShape<Input> => ({ Fields, initial, input: (values) => input(values as Values) });

/** Empty texts as initial values. */
export const empty =
  <Name extends string>(...names: Name[]) =>
  (): Record<Name, string> =>
    Object.fromEntries(names.map((name) => [name, ''])) as Record<Name, string>;
