import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router-dom';
import { whoAmI } from '../data/console/session';
import { App } from './App';
import { i18n } from './i18n';
import { BASENAME } from './pages';
import { deviceStore } from './store';

async function start(root: HTMLElement) {
  // The server answers who is signed in while the words are loading; whoever needs it waits for the same answer.
  void whoAmI().catch(() => undefined);
  const store = deviceStore();
  const i18nProvider = await i18n(store.getItem<string>('locale'));
  // Only a data router can hold back somebody who would lose unsaved input.
  const router = createBrowserRouter(
    [{ path: '*', element: <App store={store} i18nProvider={i18nProvider} /> }],
    {
      basename: BASENAME,
    },
  );
  createRoot(root).render(<RouterProvider router={router} />);
}

const root = document.getElementById('root');
if (root) void start(root);
