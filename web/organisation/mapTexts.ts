import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import type { CityMapTexts } from '../map';
import type { PinPickerTexts } from '../map/PinPicker';

/** What the map itself says. */
export function useMapTexts(): CityMapTexts {
  const translate = useTranslate();
  return useMemo(
    () => ({
      label: translate('map.label'),
      notice: translate('map.notice'),
      zoomIn: translate('map.zoom_in'),
      zoomOut: translate('map.zoom_out'),
      whole: translate('map.whole'),
    }),
    [translate],
  );
}

/** What the picker of an organisation's position says. */
export function usePickerTexts(): PinPickerTexts {
  const translate = useTranslate();
  const map = useMapTexts();
  return useMemo(
    () => ({
      ...map,
      label: translate('map.pin.label'),
      pin: translate('console.organisation.pin.pin'),
      hint: translate('console.organisation.pin.hint'),
      usePosition: translate('map.pin.use_position'),
      locating: translate('map.pin.locating'),
      placeInMiddle: translate('map.pin.place_in_middle'),
      remove: translate('map.pin.remove'),
      placed: translate('map.pin.placed'),
      placedRoughly: translate('map.pin.placed_roughly'),
      placedSomewhere: translate('map.pin.placed_somewhere'),
      outside: translate('map.pin.outside'),
      failures: {
        insecure: translate('map.pin.failures.insecure'),
        unsupported: translate('map.pin.failures.unsupported'),
        denied: translate('map.pin.failures.denied'),
        unavailable: translate('map.pin.failures.unavailable'),
        timeout: translate('map.pin.failures.timeout'),
        outside: translate('console.organisation.pin.outside'),
      },
    }),
    [translate, map],
  );
}
