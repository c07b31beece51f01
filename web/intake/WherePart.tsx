import { TextField, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { CODE_LENGTH, regionsBelow } from '../data/console/regions';
import { levelOf } from '../domain/regionCode';
import { useRead } from '../data/hooks/useRead';
import { type Values, useForm, useFormField } from '../ui/console/form';
import { Line, Part } from './fields';
import { PinField } from './PinField';

/** The region of the user's post, where the choice begins. */
export interface Home {
  region_code: string;
  region_path: string;
}

interface WherePartProps {
  home: Home;
  set: (changes: Values) => void;
  /** Whether the channel requires the place. */
  placeRequired: boolean;
}

/** The location: the region below the user's own, step by step, the place, optionally a pin. */
export function WherePart({ home, set, placeRequired }: WherePartProps) {
  const translate = useTranslate();
  const { values } = useForm();
  const chosen = values.region_code || home.region_code;
  const steps: { parent: string; level: number }[] = [];
  for (let level = levelOf(home.region_code) + 1; level <= 4; level += 1) {
    const length = CODE_LENGTH[level - 1] ?? 0;
    if (chosen.length < length) break;
    steps.push({ parent: chosen.slice(0, length), level });
  }
  return (
    <Part title={translate('console.intake.where')}>
      <Typography color="text.secondary">
        {translate('console.intake.region_own', { path: home.region_path })}
      </Typography>
      {steps.map((step) => (
        <RegionStep key={step.level} {...step} />
      ))}
      <Line
        name="place"
        label={translate(placeRequired ? 'console.intake.place_required' : 'console.intake.place')}
        required={placeRequired}
        hint={translate('console.intake.place_hint')}
      />
      <PinField region={chosen} within={home.region_code} set={set} />
    </Part>
  );
}

function RegionStep({ parent, level }: { parent: string; level: number }) {
  const translate = useTranslate();
  const label = translate(`console.intake.region.${level}`);
  const field = useFormField('region_code', label);
  const { data = [], error } = useRead(
    ['regions', 'below', parent],
    (signal) => regionsBelow(parent, signal),
    { staleTime: 5 * 60_000 },
  );
  const length = CODE_LENGTH[level] ?? 0;
  const chosen = field.value.length >= length ? field.value.slice(0, length) : '';
  // The desk needs at least the county.
  const needed = level === 2;
  const problem = needed && field.problem ? translate('console.intake.region_required') : null;
  return (
    <TextField
      select
      name={needed ? 'region_code' : undefined}
      label={label}
      required={needed}
      value={data.some(({ code }) => code === chosen) ? chosen : ''}
      onChange={(event) => field.change(event.target.value || parent)}
      error={problem !== null || error !== null}
      helperText={problem ?? (error ? translate('error.network') : undefined)}
      disabled={field.disabled}
      fullWidth
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    >
      <option value="">{translate(needed ? 'console.intake.choose' : 'console.intake.region_any')}</option>
      {data.map((region) => (
        <option key={region.code} value={region.code}>
          {region.name}
        </option>
      ))}
    </TextField>
  );
}
