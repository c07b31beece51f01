import { Box } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import { ApiError } from '../data/core/errors';
import { regionsOf } from '../data/console/regions';
import { useChange } from '../data/hooks/useChange';
import { useRead } from '../data/hooks/useRead';
import { FormDialog } from '../ui/form/FormDialog';
import { TextInput } from '../ui/form/TextInput';
import type { FormProps } from './RegionForm';
import { useInvalidateRegions } from './useInvalidateRegions';

type Typed = Record<'population' | 'year', string>;

/**
 * A typed whole number, with or without thousands separators. Throws ApiError; the database checks the range.
 */
function readNumber(values: Typed, field: keyof Typed): number {
  const figure = Number(values[field].normalize('NFKC').replace(/[,\s]/g, ''));
  if (!Number.isInteger(figure))
    throw new ApiError({ status: 422, code: 'invalid_value', params: { field }, field });
  return figure;
}

/** Enters a region's population, so that the map can show rates. */
export function PopulationForm({ node, onClose }: FormProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const invalidate = useInvalidateRegions();
  const change = useChange('set_population');
  const { data } = useRead(['regions', node.code, node.successor_code], (signal) =>
    regionsOf([node.code], signal),
  );
  const submit = async (values: Typed) => {
    const done = await change.send({
      code: node.code,
      expected_version: node.version,
      population: readNumber(values, 'population'),
      year: readNumber(values, 'year'),
    });
    await invalidate();
    if (!done) return;
    notify('console.region.done.population', { type: 'success', messageArgs: { name: node.name } });
    onClose();
  };
  if (data === undefined) return null;
  const known = data.find(({ code }) => code === node.code);
  return (
    <FormDialog
      title={translate('console.region.form.population', { name: node.name })}
      lead={translate('console.region.means.population')}
      initial={{
        population: known?.population ? String(known.population) : '',
        year: String(known?.population_year ?? new Date().getFullYear() - 1),
      }}
      confirm={translate('console.region.confirm.population')}
      change={change}
      onSubmit={submit}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr 1fr', alignItems: 'start' }}>
        <TextInput name="population" label={translate('field.population')} required />
        <TextInput
          name="year"
          label={translate('field.year')}
          required
          hint={translate('console.region.year_hint')}
        />
      </Box>
    </FormDialog>
  );
}
