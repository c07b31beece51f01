import { TextField, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { CODE_LENGTH, regionsBelow } from '../data/console/regions';
import { levelOf } from '../domain/regionCode';
import { useRead } from '../data/hooks/useRead';
import { useFormStatus } from '../ui/form/formStatus';
import { TextInput } from '../ui/form/TextInput';
import { useField } from '../ui/form/useField';
import { useSetValues, useValues } from '../ui/form/values';
import type { Values } from './draft';
import { Part } from './Part';
import { PinField } from './PinField';

/** The region of the user's post, where the choice begins. */
export interface Home {
  region_code: string;
  region_path: string;
}

interface WherePartProps {
  home: Home;
  /** Whether the channel requires the place. */
  placeRequired: boolean;
}

/** The location: the region below the user's own, step by step, the place, optionally a pin. */
export function WherePart({ home, placeRequired }: WherePartProps) {
  const translate = useTranslate();
  const chosen = useValues<Values>().region_code || home.region_code;
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
      {steps.map((step) =>
        step.level === 2 ? <County key={step.level} {...step} /> : <RegionStep key={step.level} {...step} />,
      )}
      <TextInput
        name="place"
        label={translate(placeRequired ? 'console.intake.place_required' : 'console.intake.place')}
        required={placeRequired && 'marked'}
        hint={translate('console.intake.place_hint')}
      />
      <PinField region={chosen} within={home.region_code} />
    </Part>
  );
}

interface StepProps {
  parent: string;
  level: number;
}

/** The county, which the desk needs at least: an error of the region stands here. */
function County(step: StepProps) {
  const translate = useTranslate();
  const { problem } = useField({ name: 'region_code', label: translate('console.intake.region.2') });
  return <RegionStep {...step} needed problem={problem !== null} />;
}

function RegionStep({
  parent,
  level,
  needed = false,
  problem = false,
}: StepProps & { needed?: boolean; problem?: boolean }) {
  const translate = useTranslate();
  const { region_code } = useValues<Values>();
  const set = useSetValues<Values>();
  const { sending } = useFormStatus();
  const { data = [], error } = useRead(
    ['regions', 'below', parent],
    (signal) => regionsBelow(parent, signal),
    { staleTime: 5 * 60_000 },
  );
  const length = CODE_LENGTH[level] ?? 0;
  const chosen = region_code.length >= length ? region_code.slice(0, length) : '';
  const help = problem ? 'console.intake.region_required' : error ? 'error.network' : null;
  return (
    <TextField
      select
      name={needed ? 'region_code' : undefined}
      label={translate(`console.intake.region.${level}`)}
      required={needed}
      value={data.some(({ code }) => code === chosen) ? chosen : ''}
      onChange={(event) => set({ region_code: event.target.value || parent })}
      error={help !== null}
      helperText={help && translate(help)}
      disabled={sending}
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
