import { createRoot } from 'react-dom/client';
import { App } from './App';
import { i18n } from './i18n';
import { deviceStore } from './store';

async function start(root: HTMLElement) {
  const store = deviceStore();
  const i18nProvider = await i18n(store.getItem<string>('locale') ?? 'zh-CN');
  createRoot(root).render(<App store={store} i18nProvider={i18nProvider} />);
}

void start(document.getElementById('root')!);
