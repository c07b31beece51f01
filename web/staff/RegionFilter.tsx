import { useMe } from '../data/hooks/Me';
import { regionsBelow } from '../data/console/regions';
import { useRead } from '../data/hooks/useRead';
import { ChoiceFilter } from '../ui/console/filters';

/** Filters by the regions directly below the user's own: a county for the city, a township for a county. */
export function RegionFilter({ label }: { label: string }) {
  const { scope_code: own } = useMe();
  const { data = [] } = useRead(['regions', 'below', own], (signal) => regionsBelow(own, signal), {
    enabled: own !== null,
    staleTime: Infinity,
  });
  if (data.length === 0) return null;
  return (
    <ChoiceFilter
      source="within"
      label={label}
      choices={data.map(({ code, name }) => ({ value: code, label: name }))}
    />
  );
}
