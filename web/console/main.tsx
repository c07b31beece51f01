import { createRoot } from 'react-dom/client';
import { whoAmI } from '../data/console/session';
import { i18n } from './i18n';
import { Root } from './Root';
import { deviceStore } from './store';

async function start(root: HTMLElement) {
  // The server answers who is signed in while the words are loading; whoever needs it waits for the same answer.
  void whoAmI().catch(() => undefined);
  const store = deviceStore();
  const i18nProvider = await i18n(store.getItem<string>('locale'));
  createRoot(root).render(<Root store={store} i18nProvider={i18nProvider} />);
}

const root = document.getElementById('root');
if (root) void start(root);
