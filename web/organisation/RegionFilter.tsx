import { TextField } from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';
import { counties, regionsBelow } from '../data/console/regions';
import { useRead } from '../data/hooks/useRead';

const A_WHILE = 5 * 60_000;

/** Filters the list by county and then by township, each including everything below it. */
export function RegionFilter() {
  const { filterValues, setFilters } = useListContext();
  const within = String(filterValues.within ?? '');
  const county = within.slice(0, 6);
  const counted = useRead(['regions', 'counties'], counties, { staleTime: A_WHILE });
  const towns = useRead(['regions', 'below', county], (signal) => regionsBelow(county, signal), {
    enabled: county.length === 6,
    staleTime: A_WHILE,
  });
  const set = (code: string) => {
    const { within: _, ...rest } = filterValues;
    setFilters(code ? { ...rest, within: code } : rest);
  };
  return (
    <>
      <RegionSelect name="county" value={county} regions={counted.data ?? []} onChange={set} />
      {county && (
        <RegionSelect
          name="township"
          value={within.slice(0, 9)}
          regions={towns.data ?? []}
          onChange={(code) => set(code || county)}
        />
      )}
    </>
  );
}

interface SelectProps {
  name: 'county' | 'township';
  value: string;
  regions: { code: string; name: string }[];
  onChange: (code: string) => void;
}

function RegionSelect({ name, value, regions, onChange }: SelectProps) {
  const translate = useTranslate();
  return (
    <TextField
      select
      size="small"
      label={translate(`console.organisation.${name}`)}
      value={regions.some(({ code }) => code === value) ? value : ''}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
      sx={{ minWidth: 112, maxWidth: { md: 200 } }}
    >
      <option value="">{translate('console.list.all')}</option>
      {regions.map((region) => (
        <option key={region.code} value={region.code}>
          {region.name}
        </option>
      ))}
    </TextField>
  );
}
