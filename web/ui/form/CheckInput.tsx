import { Checkbox, FormControl, FormControlLabel, FormGroup, FormHelperText, FormLabel } from '@mui/material';
import type { Choice } from '../console/filters';
import { type FieldProps, useField } from './useField';

/** One checkbox; its value is true or false. */
export function CheckInput(props: FieldProps) {
  const { name, label, hint } = props;
  const { value, change, problem, disabled } = useField<boolean>(props);
  const help = problem ?? hint;
  return (
    <FormControl error={problem !== null} disabled={disabled} fullWidth>
      <FormControlLabel
        control={
          <Checkbox
            name={name}
            size="small"
            checked={value === true}
            onChange={(_event, on) => change(on)}
            slotProps={{ input: help ? { 'aria-describedby': `${name}-help` } : {} }}
          />
        }
        label={label}
        sx={{ minHeight: 44, mr: 0 }}
      />
      {help && (
        <FormHelperText id={`${name}-help`} sx={{ mx: 0, mt: 0 }}>
          {help}
        </FormHelperText>
      )}
    </FormControl>
  );
}

interface CheckGroupInputProps extends FieldProps {
  choices: readonly Choice[];
  /** How the checkboxes are laid out: below each other, or as many beside each other as fit. */
  layout?: 'column' | 'grid';
}

/** A group of checkboxes; its value is the list of the ticked ones, in the order of the choices. */
export function CheckGroupInput(props: CheckGroupInputProps) {
  const { name, label, required = false, hint, choices, layout = 'grid' } = props;
  const { value, change, problem, disabled } = useField<string[]>(props);
  const help = problem ?? hint;
  const toggle = (one: string, on: boolean) =>
    change(
      choices.map((choice) => choice.value).filter((code) => (code === one ? on : value.includes(code))),
    );
  return (
    <FormControl
      component="fieldset"
      required={required}
      error={problem !== null}
      disabled={disabled}
      fullWidth
    >
      <FormLabel component="legend" sx={{ mb: 0.5 }}>
        {label}
      </FormLabel>
      {help && <FormHelperText sx={{ mx: 0, mt: 0 }}>{help}</FormHelperText>}
      <FormGroup
        sx={
          layout === 'grid'
            ? { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))' }
            : {}
        }
      >
        {choices.map((choice) => (
          <FormControlLabel
            key={choice.value}
            control={
              <Checkbox
                name={name}
                size="small"
                checked={value.includes(choice.value)}
                onChange={(_event, on) => toggle(choice.value, on)}
              />
            }
            label={choice.label}
            sx={{ minHeight: layout === 'grid' ? { xs: 44, sm: 0 } : 44, mr: 0 }}
          />
        ))}
      </FormGroup>
    </FormControl>
  );
}
