import { type FieldValues, useFormContext, useWatch } from 'react-hook-form';

/** The values of the enclosing form as they are now. */
export function useValues<Values extends FieldValues>(): Values {
  return useWatch() as Values;
}

/** Changes values of the enclosing form. */
export function useSetValues<Values extends FieldValues>(): (changes: Partial<Values>) => void {
  const { setValue, clearErrors } = useFormContext();
  return (changes) => {
    for (const [name, value] of Object.entries(changes)) {
      setValue(name, value, { shouldDirty: true });
      clearErrors(name);
    }
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
