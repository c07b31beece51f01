import { createElement, type ReactNode, useLayoutEffect } from 'react';
import { useInput, ValidationError } from 'react-admin';
import { useFormStatus } from './formStatus';

/** What every field is given. */
export interface FieldProps {
  /** Name of the value; a path such as `party.name` for a value inside another. */
  name: string;
  label: string;
  /** Whether it must be filled before the server is asked. */
  required?: boolean | undefined;
  hint?: ReactNode;
  /** Whether it cannot be changed; its value is sent nevertheless. */
  disabled?: boolean | undefined;
}

/** A field of the enclosing form. */
export interface Field<Value> {
  value: Value;
  change: (value: Value) => void;
  /** The error of the field. */
  problem: ReactNode;
  disabled: boolean;
}

const asIs = <Value>(value: Value) => value;

const isBlank = (value: unknown) =>
  typeof value === 'string' ? value.trim() === '' : Array.isArray(value) ? value.length === 0 : value == null;

/** Connects an input to the enclosing form: its value, how it is changed, its error. */
export function useField<Value = string>(props: Omit<FieldProps, 'hint'>): Field<Value> {
  const { name, label, required = false, disabled = false } = props;
  const { sending, labels } = useFormStatus();
  const { field, fieldState } = useInput({
    source: name,
    // An empty text stays a text.
    parse: asIs,
    validate: (value: unknown) =>
      required && isBlank(value) ? { message: 'error.field_required', args: { field: label } } : undefined,
  });
  useLayoutEffect(() => {
    labels.set(name, label);
    return () => {
      labels.delete(name);
    };
  }, [labels, name, label]);
  const message = fieldState.error?.message;
  return {
    value: field.value as Value,
    change: field.onChange,
    problem: message ? createElement(ValidationError, { error: message }) : null,
    disabled: sending || disabled,
  };
}
