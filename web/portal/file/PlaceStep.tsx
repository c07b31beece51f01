import { useState } from 'react';
import { publicRegions, type Region } from '../../data/portal/public';
import { Choices } from '../../ui/portal/Choices';
import { TextField } from '../../ui/portal/Field';
import type { Chosen } from '../draft';
import { useText } from '../text';
import { useLoad } from '../useLoad';
import { PinPart } from './PinPart';
import type { StepProps } from './step';
import { RegionSelect } from './RegionSelect';

const chosen = (regions: readonly Region[], code: string): Chosen | null => {
  const region = regions.find((known) => known.code === code);
  return region ? { code: region.code, name: region.name } : null;
};

function useRegionsBelow(parent: Chosen | null) {
  const code = parent?.code ?? '';
  return useLoad(code && `regions/${code}`, (signal) => publicRegions(code, signal));
}

/**
 * Question: where it happened: county, township and village as far as known; optionally a pin and a
 * description.
 */
export function PlaceStep({ form, filing, wrong }: StepProps) {
  const text = useText();
  const { draft, change } = filing;
  const [dropped, setDropped] = useState(false);
  const counties = form.regions.filter(({ level }) => level === 2);
  const towns = useRegionsBelow(draft.county);
  const villages = useRegionsBelow(draft.town);

  const chooseCounty = (code: string) => {
    // A pin in another county would contradict the choice.
    setDropped(draft.pin !== null);
    change(
      { county: chosen(counties, code), town: null, village: null, pin: null },
      'region_code',
      'longitude',
    );
  };
  return (
    <>
      <Choices
        id="region_code"
        look="tiles"
        legend={text('place.county')}
        error={wrong('region_code')}
        value={draft.county?.code ?? ''}
        onChange={chooseCounty}
        choices={counties.map(({ code, name }) => ({ value: code, label: name }))}
      />
      {draft.county && (
        <RegionSelect
          id="town"
          label={text('place.town')}
          regions={towns}
          value={draft.town}
          onChange={(code) => change({ town: chosen(towns.data ?? [], code), village: null }, 'region_code')}
        />
      )}
      {draft.town && (
        <RegionSelect
          id="village"
          label={text('place.village')}
          regions={villages}
          value={draft.village}
          onChange={(code) => change({ village: chosen(villages.data ?? [], code) }, 'region_code')}
        />
      )}
      <TextField
        id="place"
        label={text('place.label')}
        optional={text('optional')}
        hint={text('place.label_hint')}
        error={wrong('place')}
        autoComplete="off"
        value={draft.place}
        onChange={(event) => change({ place: event.target.value }, 'place')}
      />
      {dropped && <p role="status">{text('place.dropped')}</p>}
      <PinPart
        form={form}
        filing={filing}
        error={wrong('longitude') ?? wrong('latitude')}
        onPlaced={() => setDropped(false)}
      />
    </>
  );
}
