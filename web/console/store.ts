import { localStorageStore, type Store } from 'react-admin';

/** What belongs to the device rather than to the person who signs out. */
const KEPT = ['theme', 'locale'];

/** react-admin's store, except that signing out leaves language and colours as they are. */
export function deviceStore(): Store {
  const store = localStorageStore('1', 'e-mediation');
  return {
    ...store,
    reset: () => {
      const kept = KEPT.map((key) => [key, store.getItem(key)] as const);
      store.reset();
      for (const [key, value] of kept) if (value !== undefined) store.setItem(key, value);
    },
  };
}
