import { TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Choice } from '../console/filters';
import { type FieldProps, useField } from './useField';

interface SelectInputProps extends FieldProps {
  choices: readonly Choice[];
  /** Label of the empty option. */
  empty?: string;
  /** Called instead of only setting the value, where other values depend on it. */
  onChange?: (value: string) => void;
}

/** A native select, for a list that may be long. */
export function SelectInput(props: SelectInputProps) {
  const { name, label, required = false, hint, choices, empty, onChange } = props;
  const translate = useTranslate();
  const { value, change, problem, disabled } = useField(props);
  return (
    <TextField
      select
      name={name}
      label={label}
      required={required}
      value={value}
      onChange={(event) => (onChange ?? change)(event.target.value)}
      error={problem !== null}
      helperText={problem ?? hint}
      disabled={disabled}
      fullWidth
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    >
      <option value="">{empty ?? translate('console.form.choose')}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </TextField>
  );
}
