import type { ReactNode } from 'react';
import { FormControl, FormControlLabel, FormHelperText, FormLabel, Radio, RadioGroup } from '@mui/material';
import { useHeldForm } from './formStatus';
import { type FieldProps, useField } from './useField';

/** A radio button. */
export interface RadioChoice {
  value: string;
  label: ReactNode;
  /** Accessible name, when the label is not plain text. */
  name?: string;
  /** Shown with the reason in its label, but not selectable. */
  disabled?: boolean;
}

interface RadioInputProps extends FieldProps {
  choices: readonly RadioChoice[];
  /** Whether the choices are in one row. */
  row?: boolean;
}

/** A group of radio buttons. */
export function RadioInput(props: RadioInputProps) {
  const { name, label, required = false, hint, choices, row = false } = props;
  const { value, change, problem, disabled } = useField(props);
  useHeldForm(choices.length === 0);
  const help = problem ?? hint;
  return (
    <FormControl required={required !== false} error={problem !== null} disabled={disabled} fullWidth>
      <FormLabel id={`${name}-label`} sx={{ mb: 0.5 }}>
        {label}
      </FormLabel>
      {/* Above the choices: nobody would see it below a long list. */}
      {help && (
        <FormHelperText id={`${name}-help`} sx={{ mx: 0, mt: 0 }}>
          {help}
        </FormHelperText>
      )}
      <RadioGroup
        row={row}
        name={name}
        aria-labelledby={`${name}-label`}
        aria-describedby={help ? `${name}-help` : undefined}
        value={value}
        onChange={(_event, chosen) => change(chosen)}
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
              mr: row ? 3 : 0,
              minHeight: { xs: 44, sm: 0 },
              // A label of several lines begins beside its button.
              ...(choice.name && {
                alignItems: 'flex-start',
                '& .MuiFormControlLabel-label': { pt: 0.75, flex: 1 },
              }),
            }}
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
