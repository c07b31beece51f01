import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { App } from '../../../web/portal/App';
import { loadText } from '../../../web/portal/text';
import { REFERENCE } from '../../../web/text/languages';
import { setWidth } from './browserGaps';
import { serve, type FakeServer } from './server';

/** Opens an address of the portal on a phone. What the server shall answer is set before. */
export async function openPortal(hash: string, server: FakeServer): Promise<UserEvent> {
  setWidth(390);
  serve(server);
  window.history.replaceState(null, '', `/${hash}`);
  render(<App first={await loadText(REFERENCE)} />);
  return userEvent.setup();
}
