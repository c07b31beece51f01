import { Checkbox, FormControl, FormControlLabel, FormGroup, FormHelperText, FormLabel } from '@mui/material';
import type { Choice } from '../console/filters';
import { type FieldProps, useField } from './useField';

interface CheckInputProps extends FieldProps {
  size?: 'small' | 'medium';
}

/** One checkbox; its value is true or false. */
export function CheckInput(props: CheckInputProps) {
  const { name, label, hint, size = 'small' } = props;
  const { value, change, problem, disabled } = useField<boolean>(props);
  const help = problem ?? hint;
  return (
    <FormControl error={problem !== null} disabled={disabled} fullWidth>
      <FormControlLabel
        control={
          <Checkbox
            name={name}
            size={size}
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

const LAYOUTS = {
  column: {},
  thirds: {
    display: 'grid',
    gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', sm: 'repeat(3, minmax(0, 1fr))' },
  },
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))' },
};

interface CheckGroupInputProps extends FieldProps {
  choices: readonly Choice[];
  /** How the checkboxes are laid out: below each other, in three columns, or as many beside each other as fit. */
  layout?: keyof typeof LAYOUTS;
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
      required={required !== false}
      error={problem !== null}
      disabled={disabled}
      fullWidth
    >
      <FormLabel component="legend" sx={{ mb: 0.5 }}>
        {label}
      </FormLabel>
      {help && <FormHelperText sx={{ mx: 0, mt: 0 }}>{help}</FormHelperText>}
      <FormGroup sx={LAYOUTS[layout]}>
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
