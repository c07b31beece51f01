import { TextField } from '@mui/material';
import { type FieldProps, useField } from './useField';

interface TextInputProps extends FieldProps {
  /** Number of lines to begin with. */
  lines?: number;
  type?: 'text' | 'tel' | 'date' | 'datetime-local' | 'number';
  min?: string;
  max?: string;
  /** Unit after the input. */
  unit?: string;
  /** The keyboard that a phone shows. */
  keys?: 'text' | 'tel' | 'numeric' | 'decimal' | undefined;
}

/**
 * A field for one or more lines of text, a date or a number. Autofill is off, because the browser would
 * insert somebody else's data.
 */
export function TextInput(props: TextInputProps) {
  const { name, label, required = false, hint, lines, type = 'text', min, max, unit, keys } = props;
  const { value, change, problem, disabled } = useField(props);
  const number = type === 'number';
  return (
    <TextField
      name={name}
      label={label}
      type={type}
      required={required}
      value={value}
      onChange={(event) => change(event.target.value)}
      error={problem !== null}
      helperText={problem ?? hint}
      disabled={disabled}
      multiline={lines !== undefined}
      minRows={lines}
      maxRows={12}
      fullWidth
      slotProps={{
        htmlInput: {
          min,
          max,
          autoComplete: 'off',
          inputMode: number ? 'decimal' : keys,
          step: number ? 'any' : undefined,
        },
        input: { endAdornment: unit },
        inputLabel: { shrink: true },
      }}
    />
  );
}
