import { createContext, type ReactNode, useContext } from 'react';
import {
  FormControl,
  FormControlLabel,
  FormHelperText,
  FormLabel,
  Radio,
  RadioGroup,
  TextField,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import type { CaseFile } from '../../data/console/cases';
import type { ApiError } from '../../data/core/errors';
import { useErrorText } from '../../ui/console/useErrorText';
import type { Choice } from '../../ui/console/filters';

/** The entered values, by field name. */
export type Values = Record<string, string>;

interface VerbForm {
  file: CaseFile;
  values: Values;
  set: (name: string, value: string) => void;
  failure: ApiError | null;
  /** Names of the fields that the form shows; an error of any other field is shown above the form. */
  disabled: boolean;
}

const FormContext = createContext<VerbForm | null>(null);

/** Provides the values and errors of a verb's form to its fields. */
export const VerbFormProvider = FormContext.Provider;

/** The form state of the enclosing verb's form. */
export function useVerbForm(): VerbForm {
  const form = useContext(FormContext);
  if (!form) throw new Error('useVerbForm outside VerbFormProvider');
  return form;
}

/** The value of a field, its change handler and its error. */
export function useField(name: string, label: string) {
  const { values, set, failure, disabled } = useVerbForm();
  const errorText = useErrorText();
  const failed = failure?.field === name;
  return {
    value: values[name] ?? '',
    change: (value: string) => set(name, value),
    problem: failed ? errorText(failure, label) : null,
    disabled,
  };
}

interface FieldProps {
  name: string;
  label: string;
  required?: boolean;
  hint?: string;
}

interface TextProps extends FieldProps {
  lines?: number;
  type?: 'text' | 'date' | 'datetime-local' | 'number';
  max?: string;
  min?: string;
  /** Unit after the number. */
  unit?: string;
}

/** A text field of one or more lines, a date or a number. */
export function TextInput({ name, label, required, hint, lines, type = 'text', max, min, unit }: TextProps) {
  const field = useField(name, label);
  return (
    <TextField
      name={name}
      label={label}
      type={type}
      required={required ?? false}
      value={field.value}
      onChange={(event) => field.change(event.target.value)}
      error={field.problem !== null}
      helperText={field.problem ?? hint}
      disabled={field.disabled}
      multiline={lines !== undefined}
      minRows={lines}
      maxRows={12}
      fullWidth
      slotProps={{
        htmlInput: {
          max,
          min,
          inputMode: type === 'number' ? 'decimal' : undefined,
          step: type === 'number' ? 'any' : undefined,
        },
        input: { endAdornment: unit },
        ...(type === 'text' ? {} : { inputLabel: { shrink: true } }),
      }}
    />
  );
}

/** A select for a list that may be long. */
export function SelectInput({ name, label, required, hint, choices }: FieldProps & { choices: Choice[] }) {
  const translate = useTranslate();
  const field = useField(name, label);
  return (
    <TextField
      select
      name={name}
      label={label}
      required={required ?? false}
      value={field.value}
      onChange={(event) => field.change(event.target.value)}
      error={field.problem !== null}
      helperText={field.problem ?? hint}
      disabled={field.disabled}
      fullWidth
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    >
      <option value="">{translate('console.form.choose')}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </TextField>
  );
}

/** A radio button with an optional further line. */
export interface RadioChoice {
  value: string;
  label: ReactNode;
  /** Accessible name, when the label is not plain text. */
  name?: string;
  /** Shown with the reason in its label, but not selectable. */
  disabled?: boolean;
}

interface RadioProps extends FieldProps {
  choices: RadioChoice[];
  /** Whether the choices are in one row. */
  row?: boolean;
}

/** A group of radio buttons. */
export function RadioInput({ name, label, required, hint, choices, row = false }: RadioProps) {
  const field = useField(name, label);
  return (
    <FormControl
      required={required ?? false}
      error={field.problem !== null}
      disabled={field.disabled}
      fullWidth
    >
      <FormLabel id={`${name}-label`} sx={{ mb: 0.5 }}>
        {label}
      </FormLabel>
      {/* Above the choices: nobody would see it below a long list. */}
      {(field.problem ?? hint) && (
        <FormHelperText id={`${name}-help`} sx={{ mx: 0, mt: 0 }}>
          {field.problem ?? hint}
        </FormHelperText>
      )}
      <RadioGroup
        row={row}
        name={name}
        aria-labelledby={`${name}-label`}
        aria-describedby={(field.problem ?? hint) ? `${name}-help` : undefined}
        value={field.value}
        onChange={(_event, value) => field.change(value)}
      >
        {choices.map((choice) => (
          <FormControlLabel
            key={choice.value}
            value={choice.value}
            {...(choice.disabled && { disabled: true })}
            control={
              <Radio size="small" slotProps={{ input: choice.name ? { 'aria-label': choice.name } : {} }} />
            }
            label={choice.label}
            sx={{
              alignItems: 'flex-start',
              mr: row ? 3 : 0,
              '& .MuiFormControlLabel-label': { pt: 0.75, flex: 1 },
            }}
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
