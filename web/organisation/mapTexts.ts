import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import type { CityMapTexts } from '../map';
import type { PinPickerTexts } from '../map/PinPicker';
import { usePinTexts } from '../place';

/** The texts of the map. */
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

/** The special texts of the picker for an organisation's location. */
export function usePinWords(): Partial<PinPickerTexts> {
  const translate = useTranslate();
  const { failures } = usePinTexts();
  return useMemo(
    () => ({
      pin: translate('console.organisation.pin.pin'),
      hint: translate('console.organisation.pin.hint'),
      failures: { ...failures, outside: translate('console.organisation.pin.outside') },
    }),
    [translate, failures],
  );
}
