import { useCallback } from 'react';
import { type FieldValues, useFormContext, useWatch } from 'react-hook-form';

/** The values of the enclosing form as they are now. */
export function useValues<Values extends FieldValues>(): Values {
  return useWatch() as Values;
}

/** Changes values of the enclosing form. */
export function useSetValues<Values extends FieldValues>(): (changes: Partial<Values>) => void {
  const { setValue, clearErrors } = useFormContext();
  return useCallback(
    (changes) => {
      for (const [name, value] of Object.entries(changes)) {
        setValue(name, value, { shouldDirty: true });
        clearErrors(name);
      }
    },
    [setValue, clearErrors],
  );
}

/** Whether two values of a field are the same; lists are compared by what they hold. */
const same = (one: unknown, other: unknown) => String(one) === String(other);

/**
 * Puts newer stored values below the input: what was typed stays, other fields take over what others have stored.
 * Returns the names of the fields that changed in this way.
 */
export function useRebase<Values extends FieldValues>(): (stored: Values) => string[] {
  const { getValues, reset, setValue, formState } = useFormContext();
  const before = formState.defaultValues ?? {};
  return (stored) => {
    const values = getValues();
    const typed = Object.keys(stored).filter((name) => !same(values[name], before[name]));
    reset(stored);
    for (const name of typed) setValue(name, values[name], { shouldDirty: true });
    return Object.keys(stored).filter((name) => !typed.includes(name) && !same(stored[name], before[name]));
  };
}

/** An entered text, trimmed; undefined when it is empty. */
export const optional = (value: string | undefined): string | undefined => value?.trim() || undefined;

/** The entered values as arguments: texts trimmed, and empty ones left out. */
export function filled<Values extends object>(values: Values): Partial<Values> {
  const trimmed = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.trim() : (value as unknown),
  ]);
  return Object.fromEntries(
    trimmed.filter(([, value]) => value !== '' && value !== undefined),
  ) as Partial<Values>;
}
