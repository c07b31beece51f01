import { Box, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import { CODE_LENGTH, regionsBelow } from '../data/console/regions';
import { levelOf } from '../domain/regionCode';
import { useRead } from '../data/hooks/useRead';

/** Message keys of the levels below the city. */
const LEVEL_KEYS: Record<number, string> = { 2: 'county', 3: 'township', 4: 'village' };

interface CascadeProps {
  /** The region whose subdivisions are offered first. */
  root: string;
  /** The chosen region, `root` or one below it. */
  value: string;
  onChange: (code: string) => void;
  /** Prefix of each label, where several cascades are on a page. */
  prefix?: string;
  /** Label of the option to stay at the level above. */
  here?: string;
  name?: string;
  disabled?: boolean;
  problem?: string | null;
  hint?: string | undefined;
}

/** Chooses a region step by step: county, township, village; each step may be the last. */
export function RegionCascade({ root, value, problem, hint, ...rest }: CascadeProps) {
  const steps: { parent: string; level: number }[] = [];
  for (let level = levelOf(root) + 1; level <= 4; level += 1) {
    const length = CODE_LENGTH[level - 1] ?? 0;
    if (value.length < length) break;
    steps.push({ parent: value.slice(0, length), level });
  }
  return (
    <Box
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(3, 1fr)' } }}
    >
      {steps.map((step, index) => (
        <Step
          key={step.level}
          {...step}
          {...rest}
          value={value}
          first={index === 0}
          problem={index === 0 ? problem : null}
          hint={index === 0 ? hint : undefined}
        />
      ))}
    </Box>
  );
}

interface StepProps extends Omit<CascadeProps, 'root'> {
  parent: string;
  level: number;
  first: boolean;
}

function Step({
  parent,
  level,
  value,
  onChange,
  prefix = '',
  here,
  name,
  disabled,
  problem,
  hint,
  first,
}: StepProps) {
  const translate = useTranslate();
  const { data = [], error } = useRead(
    ['regions', 'below', parent],
    (signal) => regionsBelow(parent, signal),
    {
      staleTime: 5 * 60_000,
    },
  );
  const length = CODE_LENGTH[level] ?? 0;
  const chosen = value.length >= length ? value.slice(0, length) : '';
  return (
    <TextField
      select
      name={first ? name : undefined}
      label={prefix + translate(`console.organisation.${LEVEL_KEYS[level]}`)}
      value={data.some(({ code }) => code === chosen) ? chosen : ''}
      onChange={(event) => onChange(event.target.value || parent)}
      disabled={disabled}
      error={Boolean(problem) || error !== null}
      helperText={problem ?? (error ? translate('error.network') : hint)}
      fullWidth
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    >
      <option value="">{here ?? translate('console.organisation.form.here')}</option>
      {data.map((region) => (
        <option key={region.code} value={region.code}>
          {region.name}
        </option>
      ))}
    </TextField>
  );
}
