import { useEffect, useRef, useState } from 'react';
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

/** The portal's map: tap to place a pin, drag it or move it by arrow keys, or use the phone's position. */
export default function PinPicker(props: PinPickerProps) {
  const { outlines, value, onChange, center, texts, focus = null, theme, tiles } = props;
  const [map, setMap] = useState<L.Map | null>(null);
  const [said, setSaid] = useState<{ text: string; problem: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  const marker = useRef<L.Marker | null>(null);
  const asked = useRef(0);

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
  const latest = useRef({ choose, value });
  latest.current = { choose, value };

  useEffect(() => {
    if (!map) return;
    const tap = ({ latlng }: L.LeafletMouseEvent) =>
      latest.current.choose({ longitude: latlng.lng, latitude: latlng.lat });
    map.on('click', tap);
    // The wheel scrolls the page until the map is used, so that scrolling does not stop at the map.
    map.scrollWheelZoom.disable();
    const wheelOn = () => void map.scrollWheelZoom.enable();
    const wheelOff = () => void map.scrollWheelZoom.disable();
    map.on('focus', wheelOn);
    map.on('blur', wheelOff);
    return () => void map.off('click', tap).off('focus', wheelOn).off('blur', wheelOff);
  }, [map]);

  useEffect(() => {
    if (!map || !value) {
      marker.current?.remove();
      marker.current = null;
      return;
    }
    const at: L.LatLngTuple = [value.latitude, value.longitude];
    // A typed place may be outside the visible part.
    if (!map.getBounds().contains(at)) map.panTo(at, { animate: false });
    if (marker.current) {
      marker.current.setLatLng(at);
      return;
    }
    const drop = document.createElement('span');
    drop.className = 'emap-drop';
    const pin = L.marker(at, {
      draggable: true,
      autoPan: true,
      keyboard: false,
      icon: L.divIcon({ className: 'emap-mine', html: drop, iconSize: [44, 52], iconAnchor: [22, 48] }),
    }).addTo(map);
    const back = () => {
      const { value: kept } = latest.current;
      if (kept) pin.setLatLng([kept.latitude, kept.longitude]);
    };
    pin.on('dragend', () => {
      const { lng, lat } = pin.getLatLng();
      if (!latest.current.choose({ longitude: lng, latitude: lat })) back();
    });
    const element = pin.getElement();
    if (element) {
      element.tabIndex = 0;
      element.setAttribute('role', 'button');
      element.addEventListener('keydown', (event) => {
        const arrow = ARROWS[event.key];
        if (!arrow) return;
        event.preventDefault();
        event.stopPropagation();
        const step = event.shiftKey ? 1 : STEP;
        const spot = map.latLngToContainerPoint(pin.getLatLng()).add([arrow[0] * step, arrow[1] * step]);
        const { lng, lat } = map.containerPointToLatLng(spot);
        if (latest.current.choose({ longitude: lng, latitude: lat })) {
          map.panInside([lat, lng], { padding: [60, 60], animate: false });
        }
      });
    }
    marker.current = pin;
  }, [map, value]);

  // The pin was removed together with the map (React may mount an effect twice).
  useEffect(() => () => void (marker.current = null), [map]);

  useEffect(() => {
    marker.current?.getElement()?.setAttribute('aria-label', texts.pin);
  }, [map, value, texts.pin]);

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
      requestAnimationFrame(() => marker.current?.getElement()?.focus());
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
      <CityMap outlines={outlines} texts={texts} focus={focus} theme={theme} tiles={tiles} onReady={setMap} />
      <p role="status" className={said?.problem ? 'emap-said emap-problem' : 'emap-said'}>
        {said?.text ?? (value ? '' : texts.hint)}
      </p>
    </div>
  );
}
