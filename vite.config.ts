import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { portalPage } from './scripts/pages/portalPage';
import { portalParts } from './scripts/pages/portalParts';

// A page's meta tags carry the project's address and public key. Empty means "same origin": the embedded
// server fills them in when it serves the page, so one build runs everywhere.
for (const name of ['VITE_SUPABASE_URL', 'VITE_SUPABASE_KEY', 'VITE_STAFF_DOMAIN']) process.env[name] ??= '';

const room = (path: string) => resolve(import.meta.dirname, 'web', path);

/** Two entries on one origin: the public portal at `/` and the staff console at `/console`. */
export default defineConfig({
  root: 'web',
  publicDir: 'public',
  plugins: [react(), portalPage()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2020',
    // Several licences ask that whoever receives a package in a page receives its licence, too.
    license: { fileName: 'licences.txt' },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: { portal: room('portal/index.html'), console: room('console/index.html') },
      output: { codeSplitting: { groups: [portalParts] } },
    },
  },
});
