import { useId, useState } from 'react';
import { Box, Button, FormHelperText, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import { parsePair, SYSTEMS, type System, toWgs84 } from '../domain/coordinates';
import type { Place } from '../map';

/** Stored decimal digits of a degree: about a metre. */
const DIGITS = 5;

const rounded = (degrees: number) => Number(degrees.toFixed(DIGITS));

/**
 * Coordinates, typed or pasted, in the coordinate system of the map they come from. Coordinates do not show
 * their system, so the user chooses it; they are stored as WGS-84.
 */
export function PairField({
  onPlace,
  disabled = false,
}: {
  onPlace: (place: Place) => void;
  disabled?: boolean;
}) {
  const translate = useTranslate();
  const hint = useId();
  const [typed, setTyped] = useState('');
  const [system, setSystem] = useState<System>('wgs84');
  const [said, setSaid] = useState<{ text: string; problem: boolean } | null>(null);
  const take = () => {
    const pair = parsePair(typed);
    if (!pair) {
      setSaid({ text: translate('place.pair.unreadable'), problem: true });
      return;
    }
    const { longitude, latitude } = toWgs84(pair, system);
    const place = { longitude: rounded(longitude), latitude: rounded(latitude) };
    onPlace(place);
    setSaid({ text: translate('place.pair.taken', { ...place }), problem: false });
  };
  return (
    <Box role="group" aria-label={translate('place.pair.label')} sx={{ display: 'grid', gap: 1 }}>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 2fr) minmax(0, 1.4fr) auto' },
          alignItems: 'start',
        }}
      >
        <TextField
          label={translate('place.pair.label')}
          placeholder="116.36012, 25.83045"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setSaid(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            take();
          }}
          disabled={disabled}
          error={said?.problem ?? false}
          fullWidth
          slotProps={{
            htmlInput: { 'aria-describedby': hint, autoComplete: 'off' },
            inputLabel: { shrink: true },
          }}
        />
        <SystemSelect value={system} onChange={setSystem} disabled={disabled} />
        <Button
          type="button"
          variant="outlined"
          disabled={disabled || typed.trim() === ''}
          onClick={take}
          sx={{ minHeight: 40 }}
        >
          {translate('place.pair.take')}
        </Button>
      </Box>
      <FormHelperText id={hint} role="status" error={said?.problem ?? false} sx={{ mx: 0, mt: 0 }}>
        {said?.text ?? translate('place.pair.hint')}
      </FormHelperText>
    </Box>
  );
}

interface SystemSelectProps {
  value: System;
  onChange: (system: System) => void;
  disabled: boolean;
}

function SystemSelect({ value, onChange, disabled }: SystemSelectProps) {
  const translate = useTranslate();
  return (
    <TextField
      select
      label={translate('place.pair.system')}
      value={value}
      onChange={(event) => onChange(event.target.value as System)}
      disabled={disabled}
      fullWidth
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    >
      {SYSTEMS.map((one) => (
        <option key={one} value={one}>
          {translate(`place.system.${one}`)}
        </option>
      ))}
    </TextField>
  );
}
