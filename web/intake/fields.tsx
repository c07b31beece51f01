import type { ReactNode } from 'react';
import { Box, TextField, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Choice } from '../ui/console/filters';
import { useFormField } from '../ui/console/form';

interface LineProps {
  name: string;
  label: string;
  required?: boolean;
  hint?: string;
  /** Number of lines. */
  lines?: number;
  /** The keyboard that a phone shows. */
  keys?: 'text' | 'tel' | 'numeric' | 'decimal';
}

/**
 * A field for one or more lines of text. Autofill is off, because the browser would insert somebody else's
 * data.
 */
export function Line({ name, label, required = false, hint, lines, keys = 'text' }: LineProps) {
  const field = useFormField(name, label);
  return (
    <TextField
      name={name}
      label={label}
      required={required}
      value={field.value}
      onChange={(event) => field.change(event.target.value)}
      error={field.problem !== null}
      helperText={field.problem ?? hint}
      disabled={field.disabled}
      multiline={lines !== undefined}
      minRows={lines}
      maxRows={14}
      fullWidth
      slotProps={{ htmlInput: { inputMode: keys, autoComplete: 'off' }, inputLabel: { shrink: true } }}
    />
  );
}

interface PickProps {
  name: string;
  label: string;
  choices: Choice[];
  required?: boolean;
  /** Label of the empty option. */
  empty?: string;
}

/** A native select. */
export function Pick({ name, label, choices, required = false, empty }: PickProps) {
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
      helperText={field.problem}
      disabled={field.disabled}
      fullWidth
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    >
      <option value="">{empty ?? translate('console.intake.choose')}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </TextField>
  );
}

/** A section of the form with its heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box
      component="section"
      aria-label={title}
      sx={{
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
        p: 2,
        display: 'grid',
        gap: 2,
      }}
    >
      <Typography variant="h2">{title}</Typography>
      {children}
    </Box>
  );
}

/** Two fields in a row where there is room. */
export function Pair({ children }: { children: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '1fr 1fr' } }}>
      {children}
    </Box>
  );
}
