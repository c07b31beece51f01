import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import type { PinPickerTexts } from '../map/PinPicker';

/** What the picker of a region's middle says of its own. */
export function useRegionPinWords(): Partial<PinPickerTexts> {
  const translate = useTranslate();
  return useMemo(
    () => ({ pin: translate('place.region_pin.pin'), hint: translate('place.region_pin.hint') }),
    [translate],
  );
}
