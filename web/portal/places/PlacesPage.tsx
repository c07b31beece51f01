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

/** Mediation rooms: a list by region, type or distance; the map on demand. */
export function PlacesPage({ type: first }: { type: string }) {
  const text = useText();
  const form = useLoad('filing_form', filingFormOrKept);
  const [county, setCounty] = useState('');
  const [town, setTown] = useState('');
  const [type, setType] = useState(first);
  const [pages, setPages] = useState(1);
  const [map, setMap] = useState(false);
  const position = usePosition();
  const towns = useLoad(county && `regions/${county}`, (signal) => publicRegions(county, signal));
  const anew = () => setPages(1);

  const region = town || county;
  const question = {
    ...(region && { region_code: region }),
    ...(type && { type_code: type }),
    ...position.place,
  };
  const key = `places/${JSON.stringify(question)}`;
  const title = text('places.title');
  const counties = form.data?.regions.filter(({ level }) => level === 2) ?? [];
  const types = form.data?.types.filter(({ parent_code }) => parent_code === null) ?? [];
  const list = useLoad(`${key}/${pages}`, async (signal) => {
    const wanted = Array.from({ length: pages }, (_, at) =>
      publicRooms({ ...question, page: at + 1 }, signal),
    );
    return (await Promise.all(wanted)).flat();
  });
  return (
    <>
      <Heading pageTitle={text('page_title', { title })}>{title}</Heading>
      <p className="lead">{text('places.lead')}</p>
      <div className="filters">
        <SelectField
          id="county"
          label={text('places.county')}
          value={county}
          onChange={({ target }) => {
            setCounty(target.value);
            setTown('');
            anew();
          }}
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
            onChange={({ target }) => {
              setTown(target.value);
              anew();
            }}
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
          onChange={({ target }) => {
            setType(target.value);
            anew();
          }}
        >
          <option value="">{text('places.every_type')}</option>
          {types.map(({ code }) => (
            <option key={code} value={code}>
              {typeName(types, code, text)}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="buttons">
        {position.place ? (
          <button type="button" className="button button-plain" onClick={position.forget}>
            {text('places.not_near')}
          </button>
        ) : (
          <button
            type="button"
            className="button button-plain"
            aria-disabled={position.busy}
            onClick={() => !position.busy && position.ask()}
          >
            {text(position.busy ? 'places.locating' : 'places.near')}
          </button>
        )}
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
