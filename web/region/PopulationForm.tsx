import { Box } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import { ApiError, toApiError } from '../data/core/errors';
import { regionsOf } from '../data/console/regions';
import { useChange } from '../data/hooks/useChange';
import { useRead } from '../data/hooks/useRead';
import { type Values, FormText } from '../ui/console/form';
import { FormDialog } from '../ui/console/FormDialog';
import type { FormProps } from './RegionForm';
import { useInvalidateRegions } from './useInvalidateRegions';

/**
 * A typed whole number, with or without thousands separators. Throws ApiError; the database checks the range.
 */
function readNumber(values: Values, field: 'population' | 'year'): number {
  const figure = Number((values[field] ?? '').normalize('NFKC').replace(/[,\s]/g, ''));
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
  const submit = async (values: Values) => {
    let typed: { population: number; year: number };
    try {
      typed = { population: readNumber(values, 'population'), year: readNumber(values, 'year') };
    } catch (validationError) {
      change.fail(toApiError(validationError));
      return;
    }
    const done = await change.send({ code: node.code, expected_version: node.version, ...typed });
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
      required={['population', 'year']}
      confirm={translate('console.region.confirm.population')}
      change={change}
      onSubmit={(values) => void submit(values)}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr 1fr', alignItems: 'start' }}>
        <FormText name="population" label={translate('field.population')} required />
        <FormText
          name="year"
          label={translate('field.year')}
          required
          hint={translate('console.region.year_hint')}
        />
      </Box>
    </FormDialog>
  );
}
