import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { Root } from '../../../web/console/Root';
import { i18n } from '../../../web/console/i18n';
import { deviceStore } from '../../../web/console/store';
import { forgetIdentity } from '../../../web/data/console/session';
import { STORAGE_KEY } from '../../../web/data/core/storageKey';
import { setWidth } from './browserGaps';
import { LIST_VALUES } from './lists';
import { DISPATCHER, type Me } from './records';
import { FakeServer, serve } from './server';

/** A page of the console, with the server behind it and the person before it. */
export interface OpenConsole {
  server: FakeServer;
  user: UserEvent;
}

interface Visit {
  me?: Me;
  server?: FakeServer;
  width?: number;
}

/** The session that the browser keeps of a signed-in person. */
const session = (me: Me) => ({
  access_token: 'token',
  refresh_token: 'refresh',
  token_type: 'bearer',
  expires_in: 3600,
  expires_at: Math.floor(Date.now() / 1000) + 3600,
  user: { id: me.staff_id, email: `${me.account}@staff.invalid`, aud: 'authenticated', app_metadata: {} },
});

/** Opens a page of the console for a signed-in person. What the server shall answer is set before. */
export async function openConsole(
  path: string,
  { me = DISPATCHER, server = new FakeServer(), width = 1440 }: Visit = {},
): Promise<OpenConsole> {
  setWidth(width);
  serve(server.reply('rpc/who_am_i', [me]).reply('rpc/list_values', LIST_VALUES));
  localStorage.setItem(STORAGE_KEY, JSON.stringify(session(me)));
  forgetIdentity();
  window.history.replaceState(null, '', `/console${path}`);
  render(<Root store={deviceStore()} i18nProvider={await i18n(undefined)} />);
  return { server, user: userEvent.setup() };
}
