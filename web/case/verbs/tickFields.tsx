import { Checkbox, FormControl, FormControlLabel, FormGroup, FormHelperText, FormLabel } from '@mui/material';
import type { Choice } from '../../ui/console/filters';
import { type Values, useField } from './verbForm';

/** Several choices in one comma-separated value. */
export const ticked = (values: Values, name: string): string[] =>
  (values[name] ?? '').split(',').filter(Boolean);

interface TicksInputProps {
  name: string;
  label: string;
  hint?: string;
  required?: boolean;
  choices: Choice[];
}

/** A group of checkboxes. */
export function TicksInput({ name, label, hint, required = false, choices }: TicksInputProps) {
  const field = useField(name, label);
  const chosen = field.value.split(',').filter(Boolean);
  const tick = (value: string, on: boolean) =>
    field.change((on ? [...chosen, value] : chosen.filter((one) => one !== value)).join(','));
  return (
    <FormControl
      component="fieldset"
      required={required}
      error={field.problem !== null}
      disabled={field.disabled}
      fullWidth
    >
      <FormLabel component="legend">{label}</FormLabel>
      {(field.problem ?? hint) && (
        <FormHelperText sx={{ mx: 0, mt: 0 }}>{field.problem ?? hint}</FormHelperText>
      )}
      <FormGroup>
        {choices.map((choice) => (
          <FormControlLabel
            key={choice.value}
            control={
              <Checkbox
                name={name}
                size="small"
                checked={chosen.includes(choice.value)}
                onChange={(_event, on) => tick(choice.value, on)}
              />
            }
            label={choice.label}
            sx={{ minHeight: 44, mr: 0 }}
          />
        ))}
      </FormGroup>
    </FormControl>
  );
}

/** One checkbox; its value is `yes` when ticked. */
export function TickInput({ name, label, hint }: Pick<TicksInputProps, 'name' | 'label' | 'hint'>) {
  const field = useField(name, label);
  return (
    <FormControl error={field.problem !== null} disabled={field.disabled} fullWidth>
      <FormControlLabel
        control={
          <Checkbox
            name={name}
            size="small"
            checked={field.value === 'yes'}
            onChange={(_event, on) => field.change(on ? 'yes' : '')}
          />
        }
        label={label}
        sx={{ minHeight: 44, mr: 0 }}
      />
      {(field.problem ?? hint) && (
        <FormHelperText sx={{ mx: 0, mt: 0 }}>{field.problem ?? hint}</FormHelperText>
      )}
    </FormControl>
  );
}
