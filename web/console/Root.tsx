import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router-dom';
import type { I18nProvider, Store } from 'react-admin';
import { App } from './App';
import { BASENAME } from './pages';

/** The console with its router. Only a data router can hold back somebody who would lose unsaved input. */
export function Root({ store, i18nProvider }: { store: Store; i18nProvider: I18nProvider }) {
  const [router] = useState(() =>
    createBrowserRouter([{ path: '*', element: <App store={store} i18nProvider={i18nProvider} /> }], {
      basename: BASENAME,
    }),
  );
  return <RouterProvider router={router} />;
}
