import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import type { PinPickerTexts } from '../map/PinPicker';

/** The special texts of the picker for a region's centre point. */
export function useRegionPinWords(): Partial<PinPickerTexts> {
  const translate = useTranslate();
  return useMemo(
    () => ({ pin: translate('place.region_pin.pin'), hint: translate('place.region_pin.hint') }),
    [translate],
  );
}
