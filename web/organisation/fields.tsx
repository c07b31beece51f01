import { Box, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Choice } from '../ui/console/filters';
import type { FieldName, OrganisationForm } from './form';
import { useField, useOrganisationForm } from './formContext';

/** A field whose value is text. */
type TextName = {
  [Name in FieldName]: OrganisationForm[Name] extends string ? Name : never;
}[FieldName];

interface TextFieldProps {
  name: TextName;
  required?: boolean;
  hint?: string;
  type?: 'text' | 'tel';
  /** Whether a phone shows the number keyboard. */
  numeric?: boolean;
}

/** A line of text. */
export function TextInput({ name, required = false, hint, type = 'text', numeric = false }: TextFieldProps) {
  const { form, set } = useOrganisationForm();
  const { label, problem, disabled } = useField(name);
  return (
    <TextField
      name={name}
      label={label}
      type={type}
      required={required}
      value={form[name]}
      onChange={(event) => set({ [name]: event.target.value })}
      error={problem !== null}
      helperText={problem ?? hint}
      disabled={disabled}
      fullWidth
      slotProps={{ htmlInput: { autoComplete: 'off', ...(numeric && { inputMode: 'decimal' }) } }}
    />
  );
}

interface SelectProps {
  name: TextName;
  choices: Choice[];
  required?: boolean;
  hint?: string | undefined;
  /** Label of the empty option. */
  none?: string;
  onChange?: (value: string) => void;
}

/** A select. */
export function SelectInput({ name, choices, required = false, hint, none, onChange }: SelectProps) {
  const translate = useTranslate();
  const { form, set } = useOrganisationForm();
  const { label, problem, disabled } = useField(name);
  return (
    <TextField
      select
      name={name}
      label={label}
      required={required}
      value={form[name]}
      onChange={(event) => (onChange ? onChange(event.target.value) : set({ [name]: event.target.value }))}
      error={problem !== null}
      helperText={problem ?? hint}
      disabled={disabled}
      fullWidth
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    >
      <option value="">{none ?? translate('console.organisation.form.choose')}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </TextField>
  );
}

/** Fields in a row where there is room. */
export function Row({ children }: { children: React.ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '1fr 1fr' } }}>
      {children}
    </Box>
  );
}
