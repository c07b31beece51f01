import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createServer, type Plugin } from 'vite';
import { DEMO_PASSWORD, makeAccounts } from './demo/accounts';
import { tellStory } from './demo/story';
import { foundCity } from './stack/database/city';
import { isDriverStumble } from './stack/gateway/connection';
import { STAFF_DOMAIN } from './stack/gateway/gateway';
import { readOptions } from './stack/options';
import { stopWithParent } from './stack/signals';
import { startStack } from './stack/stack';

const ROOT = join(import.meta.dirname, '..');

/** Serves the pages under their production addresses: `/` and `/console/…`. */
const pages: Plugin = {
  name: 'pages',
  configureServer(server) {
    return () => {
      server.middlewares.use((request, response, next) => {
        const path = new URL(request.originalUrl ?? '/', 'http://localhost').pathname;
        const page = path === '/' ? 'portal' : /^\/console(\/|$)/.test(path) ? 'console' : null;
        if (!page) return next();
        const url = `/${page}/index.html`;
        readFile(join(ROOT, 'web', page, 'index.html'), 'utf8')
          .then((html) => html.replaceAll('"./', `"/${page}/`))
          .then((html) => server.transformIndexHtml(url, html, request.originalUrl))
          .then((html) => response.setHeader('content-type', 'text/html; charset=utf-8').end(html), next);
      });
    };
  },
};

const log = (line: string) => void process.stderr.write(`${line}\n`);

async function dev(): Promise<void> {
  const { port, host, city, ...given } = readOptions(process.argv.slice(2));
  const stack = await startStack({ dataDir: resolve(given.dataDir), port: 0, city, log });
  const demo = given.demo && stack.city === null;
  if (demo) {
    await makeAccounts(stack);
    await tellStory(stack.dbUrl);
  }
  process.env.VITE_SUPABASE_KEY = stack.anonKey;
  process.env.VITE_STAFF_DOMAIN = STAFF_DOMAIN;
  const toStack = { target: stack.url, ws: true };
  const server = await createServer({
    configFile: join(ROOT, 'vite.config.ts'),
    appType: 'custom',
    plugins: [pages],
    server: {
      port,
      host,
      proxy: { '/rest': toStack, '/auth': toStack, '/realtime': toStack, '/storage': toStack },
    },
  });
  await server.listen();
  stopWithParent(() => void Promise.all([server.close(), stack.stop()]).finally(() => process.exit(0)));
  log(
    `Pages with reload: ${server.resolvedUrls?.local[0] ?? ''} and ${server.resolvedUrls?.local[0] ?? ''}console`,
  );
  const token = await foundCity(stack.dbUrl, stack.city);
  if (token) log(`First administrator: ${server.resolvedUrls?.local[0] ?? ''}console/join#${token}`);
  log(`Stack: ${stack.url}   Database: ${stack.dbUrl}${demo ? `   Demo password: ${DEMO_PASSWORD}` : ''}`);
}

process.on('uncaughtException', (error) => {
  if (isDriverStumble(error)) return;
  log(error.message);
  process.exit(1);
});
dev().catch((error: Error) => {
  log(error.message);
  process.exit(1);
});
