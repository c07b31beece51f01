import { lazy, Suspense, useState } from 'react';
import { publicRooms, ROOMS_A_PAGE, type PublicRoom } from '../../data/portal/help';
import { publicRegions } from '../../data/portal/public';
import { SelectField } from '../../ui/portal/Field';
import { Heading } from '../../ui/portal/Heading';
import { Loading } from '../../ui/portal/States';
import { LoadGuard } from '../LoadGuard';
import { typeName } from '../file/typeName';
import { filingFormOrKept } from '../keptForm';
import { Loaded } from '../Loaded';
import { useText } from '../text';
import { useLoad } from '../useLoad';
import { PlaceCard } from './PlaceCard';
import { usePosition } from './usePosition';

const PlacesMap = lazy(() => import('./PlacesMap'));

/** What the list is narrowed to; empty is everywhere, or every type. */
interface Wanted {
  county: string;
  town: string;
  type: string;
}

/** Mediation rooms: a list by region, type or distance; the map on demand. */
export function PlacesPage({ type }: { type: string }) {
  const text = useText();
  const [wanted, setWanted] = useState<Wanted>({ county: '', town: '', type });
  const [pages, setPages] = useState(1);
  const [map, setMap] = useState(false);
  const position = usePosition();
  const region = wanted.town || wanted.county;
  const question = {
    ...(region && { region_code: region }),
    ...(wanted.type && { type_code: wanted.type }),
    ...position.place,
  };
  const list = useLoad(`places/${JSON.stringify(question)}/${pages}`, async (signal) => {
    const asked = Array.from({ length: pages }, (_, at) =>
      publicRooms({ ...question, page: at + 1 }, signal),
    );
    return (await Promise.all(asked)).flat();
  });
  const title = text('places.title');
  return (
    <>
      <Heading pageTitle={text('page_title', { title })}>{title}</Heading>
      <p className="lead">{text('places.lead')}</p>
      <Filters
        wanted={wanted}
        onChange={(next) => {
          setWanted({ ...wanted, ...next });
          setPages(1);
        }}
      />
      <div className="buttons">
        <PositionButton position={position} />
        <button
          type="button"
          className="button button-plain"
          aria-expanded={map}
          onClick={() => setMap(!map)}
        >
          {text(map ? 'places.hide_map' : 'places.show_map')}
        </button>
      </div>
      <p role="status" className={position.failure ? 'inline-failure' : 'hint'}>
        {position.failure ? text(`places.failure.${position.failure}`) : text('places.position_stays')}
      </p>
      <Loaded load={list}>
        {(rows) => (
          <Found
            rows={rows}
            map={map}
            whole={rows.length < pages * ROOMS_A_PAGE}
            onMore={() => setPages(pages + 1)}
          />
        )}
      </Loaded>
    </>
  );
}

function Filters({ wanted, onChange }: { wanted: Wanted; onChange: (next: Partial<Wanted>) => void }) {
  const text = useText();
  const { county, town, type } = wanted;
  const form = useLoad('filing_form', filingFormOrKept);
  const towns = useLoad(county && `regions/${county}`, (signal) => publicRegions(county, signal));
  const counties = form.data?.regions.filter(({ level }) => level === 2) ?? [];
  const types = form.data?.types.filter(({ parent_code }) => parent_code === null) ?? [];
  return (
    <div className="filters">
      <SelectField
        id="county"
        label={text('places.county')}
        value={county}
        onChange={({ target }) => onChange({ county: target.value, town: '' })}
      >
        <option value="">{text('places.everywhere')}</option>
        {counties.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      {county && (towns.data?.length ?? 0) > 0 && (
        <SelectField
          id="town"
          label={text('places.town')}
          value={town}
          onChange={({ target }) => onChange({ town: target.value })}
        >
          <option value="">{text('places.everywhere')}</option>
          {towns.data?.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField
        id="type"
        label={text('places.type')}
        value={type}
        onChange={({ target }) => onChange({ type: target.value })}
      >
        <option value="">{text('places.every_type')}</option>
        {types.map(({ code }) => (
          <option key={code} value={code}>
            {typeName(types, code, text)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

/** Sorts by the distance from the device, or no longer. */
function PositionButton({ position }: { position: ReturnType<typeof usePosition> }) {
  const text = useText();
  const { place, busy, ask, forget } = position;
  if (place)
    return (
      <button type="button" className="button button-plain" onClick={forget}>
        {text('places.not_near')}
      </button>
    );
  return (
    <button type="button" className="button button-plain" aria-disabled={busy} onClick={() => !busy && ask()}>
      {text(busy ? 'places.locating' : 'places.near')}
    </button>
  );
}

function Found(props: { rows: PublicRoom[]; map: boolean; whole: boolean; onMore: () => void }) {
  const { rows, map, whole, onMore } = props;
  const text = useText();
  const [chosen, setChosen] = useState<string | null>(null);
  const choose = (id: string) => {
    setChosen(id);
    document.getElementById(`place-${id}`)?.focus();
  };
  return (
    <>
      <p role="status">
        {rows.length ? text('places.found', { count: rows.length }) : text('places.nothing')}
      </p>
      {map && rows.length > 0 && (
        <LoadGuard text={text('places.map_failed')}>
          <Suspense fallback={<Loading text={text('places.map_loading')} />}>
            <PlacesMap rooms={rows} chosen={chosen} onChoose={choose} />
          </Suspense>
        </LoadGuard>
      )}
      <ol className="places">
        {rows.map((room, at) => (
          <PlaceCard key={room.id} room={room} rank={at + 1} marked={map} />
        ))}
      </ol>
      {!whole && (
        <button type="button" className="button button-plain" onClick={onMore}>
          {text('places.more')}
        </button>
      )}
    </>
  );
}
