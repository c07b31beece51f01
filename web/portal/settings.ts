import { knownLocale, type Locale } from '../text/languages';
import { deviceStore } from './deviceStore';

const locale = deviceStore<Locale>('locale');
const big = deviceStore<boolean>('big');

/** How this person reads: language and size of letters, remembered on the device. */
export const settings = {
  locale: (): Locale => knownLocale(locale.read()),
  big: () => big.read() === true,
  keepLocale: (value: Locale) => void locale.write(value),
  keepBig: (value: boolean) => void big.write(value),
};

/** Makes the page's letters big or normal: everything is measured in rem. */
export function showBig(value: boolean): void {
  document.documentElement.classList.toggle('big', value);
}
