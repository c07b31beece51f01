import type { Region } from '../../data/portal/public';
import { SelectField } from '../../ui/portal/Field';
import type { Chosen } from '../draft';
import { useText } from '../text';
import type { Load } from '../useLoad';

/** An optional select of regions, loaded when its parent is chosen. */
export function RegionSelect(props: {
  id: string;
  label: string;
  regions: Load<Region[]>;
  value: Chosen | null;
  onChange: (code: string) => void;
}) {
  const { id, label, regions, value, onChange } = props;
  const text = useText();
  const { data, error, again } = regions;
  // Nothing to choose in a region without subdivisions.
  if (data?.length === 0) return null;
  return (
    <>
      <SelectField
        id={id}
        label={label}
        optional={text('optional')}
        aria-busy={!data && !error}
        value={value?.code ?? ''}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{text(data || error ? 'place.unsure' : 'place.loading')}</option>
        {!data && value && <option value={value.code}>{value.name}</option>}
        {data?.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      {error && (
        <p role="alert" className="inline-failure">
          {text('place.failed')}{' '}
          <button type="button" className="link" onClick={again}>
            {text('retry')}
          </button>
        </p>
      )}
    </>
  );
}
