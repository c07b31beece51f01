import { startTransition, useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/portal/tokens.css';
import '../ui/portal/base.css';
import '../ui/portal/forms.css';
import '../ui/portal/answers.css';
import '../ui/portal/buttons.css';
import '../ui/portal/parts.css';
import '../ui/portal/photos.css';
import '../ui/portal/home.css';
import '../ui/portal/filing.css';
import '../ui/portal/tracking.css';
import '../ui/portal/services.css';
import '../ui/portal/print.css';
import { REFERENCE } from '../text/languages';
import { App } from './App';
import { Boundary } from './Boundary';
import { settings, showBig } from './settings';
import { keepOnDevice } from './newVersion';
import { loadText } from './text';

/** Shows the content that CSS hides on a prerendered page, once another page has replaced it. */
function RevealContent() {
  useLayoutEffect(() => document.documentElement.classList.remove('elsewhere', 'foreign'), []);
  return null;
}

async function start(root: HTMLElement) {
  showBig(settings.big());
  // Another language may fail to load on a bad line: the reference is at hand.
  const text = await loadText(settings.locale()).catch(() => loadText(REFERENCE));
  // In small steps: a slow phone answers a finger between them.
  startTransition(() =>
    createRoot(root).render(
      <>
        <RevealContent />
        <Boundary text={text}>
          <App first={text} />
        </Boundary>
      </>,
    ),
  );
}

const root = document.getElementById('root');
if (root) void start(root);
keepOnDevice();
