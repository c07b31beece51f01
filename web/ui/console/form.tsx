import { createContext, type ReactNode, useContext } from 'react';
import {
  Checkbox,
  FormControl,
  FormControlLabel,
  FormGroup,
  FormHelperText,
  FormLabel,
  Radio,
  RadioGroup,
  TextField,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import type { ApiError } from '../../data/core/errors';
import type { Choice } from './filters';
import { useErrorText } from './useErrorText';

/** The entered values, by field name. */
export type Values = Record<string, string>;

interface Form {
  values: Values;
  set: (name: string, value: string) => void;
  failure: ApiError | null;
  disabled: boolean;
}

const FormContext = createContext<Form | null>(null);

/** Provides the values and errors of a form to its fields. */
export const FormProvider = FormContext.Provider;

/** The state of the enclosing form. */
export function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error('useForm outside FormProvider');
  return form;
}

/** One field of the enclosing form: its value, change handler and error. */
export function useFormField(name: string, label: string) {
  const { values, set, failure, disabled } = useForm();
  const errorText = useErrorText();
  return {
    value: values[name] ?? '',
    change: (value: string) => set(name, value),
    problem: failure?.field === name ? errorText(failure, label) : null,
    disabled,
  };
}

interface FieldProps {
  name: string;
  label: string;
  required?: boolean;
  hint?: ReactNode;
}

interface TextFieldProps extends FieldProps {
  lines?: number;
  type?: 'text' | 'date' | 'datetime-local';
  min?: string;
  autoComplete?: string;
}

/** A field for one or more lines of text, a date, or a date with time. */
export function FormText(props: TextFieldProps) {
  const { name, label, required = false, hint, lines, type = 'text', min, autoComplete = 'off' } = props;
  const field = useFormField(name, label);
  return (
    <TextField
      name={name}
      label={label}
      type={type}
      required={required}
      value={field.value}
      onChange={(event) => field.change(event.target.value)}
      error={field.problem !== null}
      helperText={field.problem ?? hint}
      disabled={field.disabled}
      multiline={lines !== undefined}
      minRows={lines}
      maxRows={12}
      fullWidth
      slotProps={{ htmlInput: { min, autoComplete }, inputLabel: { shrink: true } }}
    />
  );
}

interface ChoiceProps extends FieldProps {
  choices: Choice[];
}

/** A select for a list that may be long. */
export function FormSelect({ name, label, required = false, hint, choices }: ChoiceProps) {
  const translate = useTranslate();
  const field = useFormField(name, label);
  return (
    <TextField
      select
      name={name}
      label={label}
      required={required}
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

/** A group of radio buttons. */
export function FormRadio({ name, label, required = false, hint, choices }: ChoiceProps) {
  const field = useFormField(name, label);
  const help = field.problem ?? hint;
  return (
    <FormControl required={required} error={field.problem !== null} disabled={field.disabled} fullWidth>
      <FormLabel id={`${name}-label`} sx={{ mb: 0.5 }}>
        {label}
      </FormLabel>
      {/* Above the choices: nobody would see it below them. */}
      {help && (
        <FormHelperText id={`${name}-help`} sx={{ mx: 0, mt: 0 }}>
          {help}
        </FormHelperText>
      )}
      <RadioGroup
        name={name}
        aria-labelledby={`${name}-label`}
        aria-describedby={help ? `${name}-help` : undefined}
        value={field.value}
        onChange={(_event, value) => field.change(value)}
      >
        {choices.map((choice) => (
          <FormControlLabel
            key={choice.value}
            value={choice.value}
            control={<Radio size="small" />}
            label={choice.label}
            sx={{ minHeight: { xs: 44, sm: 0 } }}
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}

const listed = (value: string) => value.split(' ').filter(Boolean);

/** A group of checkboxes; the value holds the selected ones, separated by spaces. */
export function FormChecks({ name, label, hint, choices }: ChoiceProps) {
  const field = useFormField(name, label);
  const chosen = listed(field.value);
  const help = field.problem ?? hint;
  const toggle = (value: string, on: boolean) =>
    field.change((on ? [...chosen, value] : chosen.filter((one) => one !== value)).join(' '));
  return (
    <FormControl component="fieldset" error={field.problem !== null} disabled={field.disabled} fullWidth>
      <FormLabel component="legend" sx={{ mb: 0.5 }}>
        {label}
      </FormLabel>
      {help && <FormHelperText sx={{ mx: 0, mt: 0 }}>{help}</FormHelperText>}
      <FormGroup sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))' }}>
        {choices.map((choice) => (
          <FormControlLabel
            key={choice.value}
            control={
              <Checkbox
                size="small"
                checked={chosen.includes(choice.value)}
                onChange={(_event, on) => toggle(choice.value, on)}
              />
            }
            label={choice.label}
            sx={{ minHeight: { xs: 44, sm: 0 } }}
          />
        ))}
      </FormGroup>
    </FormControl>
  );
}
