import { useEffect, useMemo, useRef, useState } from 'react';
import { Marker, useMap, useMapEvent } from 'react-leaflet';
import { CityMap, type CityMapTexts } from './CityMap';
import { fill } from './drawing/fill';
import L from './leaflet';
import type { CountyOutline } from './geometry/outline';
import { currentPlace, pick, type PositionFailure } from './geometry/pin';
import type { Place } from './geometry/projection';
import type { Tiles } from './layers/TileLayers';

/** Texts of the picker; `%{county}` and `%{metres}` are replaced. */
export interface PinPickerTexts extends CityMapTexts {
  /** Accessible name of the pin, with instructions for moving it. */
  pin: string;
  /** Instructions, shown while there is no pin. */
  hint: string;
  usePosition: string;
  locating: string;
  /** Button that places the pin in the middle, for keyboard users and those who cannot tap precisely. */
  placeInMiddle: string;
  remove: string;
  placed: string;
  placedRoughly: string;
  /** Used when the outlines, and with them the county, are missing. */
  placedSomewhere: string;
  outside: string;
  failures: Record<PositionFailure, string>;
}

/** Properties of `PinPicker`. */
export interface PinPickerProps {
  outlines: readonly CountyOutline[];
  value: Place | null;
  onChange: (value: Place | null) => void;
  /** Longitude and latitude of the middle, where the pin is placed when the outlines are missing. */
  center: [longitude: number, latitude: number];
  texts: PinPickerTexts;
  /** County that the map first shows. */
  focus?: string | null;
  theme?: 'light' | 'dark';
  tiles?: Tiles | undefined;
}

/** Pixels by which an arrow key moves the pin; with Shift one pixel. */
const STEP = 12;

/** Highest zoom at which the outlines still help to find one's way. */
const CLOSE_ZOOM = 11;

/** Accuracy in metres beyond which a position is called rough. */
const ROUGH_METRES = 1000;

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What is told below the map. */
interface Said {
  text: string;
  problem: boolean;
}

/** Takes a chosen place, or says that it is outside of the city. */
function useChoice({ outlines, texts, onChange }: PinPickerProps) {
  const [said, setSaid] = useState<Said | null>(null);
  /** Returns whether the place was taken. */
  const choose = (place: Place, accuracy = 0): boolean => {
    // Without outlines (they failed to load) only the server checks the place.
    const picked = outlines.length ? pick(outlines, place) : { place, county: null };
    if (!picked) {
      setSaid({ text: texts.outside, problem: true });
      return false;
    }
    onChange(picked.place);
    const known = accuracy > ROUGH_METRES ? texts.placedRoughly : texts.placed;
    const text = picked.county
      ? fill(known, { county: picked.county.name, metres: accuracy })
      : texts.placedSomewhere;
    setSaid({ text, problem: false });
    return true;
  };
  return { said, setSaid, choose };
}

/** The portal's map: tap to place a pin, drag it or move it by arrow keys, or use the phone's position. */
export default function PinPicker(props: PinPickerProps) {
  const { outlines, value, onChange, center, texts, focus = null, theme, tiles } = props;
  const [map, setMap] = useState<L.Map | null>(null);
  const { said, setSaid, choose } = useChoice(props);
  const [busy, setBusy] = useState(false);
  const asked = useRef(0);

  const usePosition = async () => {
    const turn = (asked.current += 1);
    setBusy(true);
    setSaid({ text: texts.locating, problem: false });
    try {
      const { place, accuracy } = await currentPlace();
      if (turn !== asked.current) return;
      if (!pick(outlines, place) && outlines.length) {
        setSaid({ text: texts.failures.outside, problem: true });
      } else if (choose(place, accuracy)) {
        map?.setView(
          [place.latitude, place.longitude],
          Math.max(map.getZoom(), accuracy > ROUGH_METRES ? CLOSE_ZOOM - 1 : CLOSE_ZOOM),
        );
      }
    } catch (failure) {
      if (turn === asked.current)
        setSaid({ text: texts.failures[failure as PositionFailure], problem: true });
    } finally {
      if (turn === asked.current) setBusy(false);
    }
  };

  const placeInMiddle = () => {
    const middle = outlines.length && map ? map.getCenter() : { lng: center[0], lat: center[1] };
    if (choose({ longitude: middle.lng, latitude: middle.lat })) {
      requestAnimationFrame(() => map?.getContainer().querySelector<HTMLElement>(`.${PIN}`)?.focus());
    }
  };

  return (
    <div className="emap-picker">
      <div className="emap-picker-actions">
        <button
          type="button"
          className="emap-action"
          aria-busy={busy}
          onClick={busy ? undefined : usePosition}
        >
          {texts.usePosition}
        </button>
        {value ? (
          <button
            type="button"
            className="emap-action"
            onClick={() => {
              onChange(null);
              setSaid(null);
            }}
          >
            {texts.remove}
          </button>
        ) : (
          <button type="button" className="emap-action" onClick={placeInMiddle}>
            {texts.placeInMiddle}
          </button>
        )}
      </div>
      <CityMap outlines={outlines} texts={texts} focus={focus} theme={theme} tiles={tiles} onReady={setMap}>
        <Taps onTap={choose} />
        {value && <Pin value={value} label={texts.pin} onMove={choose} />}
      </CityMap>
      <p role="status" className={said?.problem ? 'emap-said emap-problem' : 'emap-said'}>
        {said?.text ?? (value ? '' : texts.hint)}
      </p>
    </div>
  );
}

/** Places the pin where the map is tapped. */
function Taps({ onTap }: { onTap: (place: Place) => void }) {
  const map = useMap();
  useMapEvent('click', ({ latlng }) => onTap({ longitude: latlng.lng, latitude: latlng.lat }));
  useEffect(() => {
    // The wheel scrolls the page until the map is used, so that scrolling does not stop at the map.
    map.scrollWheelZoom.disable();
    const wheelOn = () => void map.scrollWheelZoom.enable();
    const wheelOff = () => void map.scrollWheelZoom.disable();
    map.on('focus', wheelOn).on('blur', wheelOff);
    return () => void map.off('focus', wheelOn).off('blur', wheelOff);
  }, [map]);
  return null;
}

const PIN = 'emap-mine';
const PIN_ICON = L.divIcon({
  className: PIN,
  html: '<span class="emap-drop"></span>',
  iconSize: [44, 52],
  iconAnchor: [22, 48],
});

interface PinProps {
  value: Place;
  label: string;
  /** Returns whether the place was taken. */
  onMove: (place: Place) => boolean;
}

/** The pin, which can be dragged and moved by arrow keys. */
function Pin({ value: { longitude, latitude }, label, onMove }: PinProps) {
  const map = useMap();
  const pin = useRef<L.Marker>(null);
  const latest = useRef(onMove);
  latest.current = onMove;
  const position = useMemo(() => L.latLng(latitude, longitude), [latitude, longitude]);
  const kept = useRef(position);
  kept.current = position;
  useEffect(() => {
    // A typed place may be outside the visible part.
    if (!map.getBounds().contains(position)) map.panTo(position, { animate: false });
  }, [map, position]);

  const handlers = useMemo<L.LeafletEventHandlerFnMap>(
    () => ({
      dragend: ({ target }) => {
        const { lng, lat } = (target as L.Marker).getLatLng();
        if (!latest.current({ longitude: lng, latitude: lat })) target.setLatLng(kept.current);
      },
    }),
    [],
  );
  useEffect(() => {
    const element = pin.current?.getElement();
    if (!element) return;
    element.tabIndex = 0;
    element.setAttribute('role', 'button');
    const step = (event: KeyboardEvent) => {
      const arrow = ARROWS[event.key];
      if (!arrow) return;
      event.preventDefault();
      event.stopPropagation();
      const far = event.shiftKey ? 1 : STEP;
      const spot = map.latLngToContainerPoint(kept.current).add([arrow[0] * far, arrow[1] * far]);
      const { lng, lat } = map.containerPointToLatLng(spot);
      if (latest.current({ longitude: lng, latitude: lat }))
        map.panInside([lat, lng], { padding: [60, 60], animate: false });
    };
    element.addEventListener('keydown', step);
    return () => element.removeEventListener('keydown', step);
  }, [map]);
  useEffect(() => pin.current?.getElement()?.setAttribute('aria-label', label), [label]);

  return (
    <Marker
      ref={pin}
      position={position}
      icon={PIN_ICON}
      draggable
      autoPan
      keyboard={false}
      eventHandlers={handlers}
    />
  );
}
