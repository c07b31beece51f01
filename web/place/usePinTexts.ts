import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import type { PinPickerTexts } from '../map/PinPicker';

/** The texts of a map on which staff place a pin. */
export function usePinTexts(): PinPickerTexts {
  const translate = useTranslate();
  return useMemo(
    () => ({
      label: translate('map.pin.label'),
      notice: translate('map.notice'),
      zoomIn: translate('map.zoom_in'),
      zoomOut: translate('map.zoom_out'),
      whole: translate('map.whole'),
      pin: translate('map.pin.pin'),
      hint: translate('map.pin.hint'),
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
        outside: translate('map.pin.failures.outside'),
      },
    }),
    [translate],
  );
}
