import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { consolePage } from './scripts/pages/consolePage';
import { consoleParts } from './scripts/pages/consoleParts';
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
  plugins: [react(), portalPage(), consolePage()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2020',
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: {
        portal: room('portal/index.html'),
        console: room('console/index.html'),
        desk: room('dispatch/index.ts'),
        'desk-map': room('dispatch/map/DeskMap.tsx'),
      },
      // Importing a room's index loads of the room only what is used.
      treeshake: { moduleSideEffects: [{ test: /[\\/]web[\\/].*\.tsx?$/, sideEffects: false }] },
      output: { codeSplitting: { groups: [portalParts, ...consoleParts] } },
    },
  },
});
