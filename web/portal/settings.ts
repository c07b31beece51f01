import { knownLocale, type Locale } from '../text/languages';
import { deviceStore } from './deviceStore';

const locale = deviceStore<Locale>('locale');
const big = deviceStore<boolean>('big');

/** The user's language and text size, stored on the device. */
export const settings = {
  locale: (): Locale => knownLocale(locale.read()),
  big: () => big.read() === true,
  keepLocale: (value: Locale) => void locale.write(value),
  keepBig: (value: boolean) => void big.write(value),
};

/** Switches large text on or off: all sizes are in rem. */
export function showBig(value: boolean): void {
  document.documentElement.classList.toggle('big', value);
}
