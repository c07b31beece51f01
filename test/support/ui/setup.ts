import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';
import { fillBrowserGaps } from './browserGaps';
import './server';

fillBrowserGaps();

configure({
  // A busy machine is slow, which is no fault of a page.
  asyncUtilTimeout: 60_000,
  // The whole document would bury the message.
  getElementError: (message) =>
    Object.assign(new Error(message ?? ''), { name: 'TestingLibraryElementError' }),
});

// The public key of the project, which the server writes into a page.
if (!document.querySelector('meta[name="supabase-key"]')) {
  const meta = document.createElement('meta');
  meta.name = 'supabase-key';
  meta.content = 'public';
  document.head.append(meta);
}

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});
