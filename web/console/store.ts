import { localStorageStore, type Store } from 'react-admin';

/** Settings of the device that stay after signing out. */
const KEPT = ['theme', 'locale'];

/** react-admin's store, except that signing out keeps language and theme. */
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
