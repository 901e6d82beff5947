import { statSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { buildServiceWorker } from './build.ts';

/** Builds the service worker behind the app, and prints how much it keeps for offline use. */
export function serviceWorker(): Plugin {
  let folder = '';
  return {
    name: 'plumbline:service-worker',
    apply: 'build',
    configResolved({ root, build: { outDir } }) {
      folder = path.resolve(root, outDir);
    },
    async closeBundle() {
      const files = await buildServiceWorker(folder);
      const bytes = files.reduce((sum, { url }) => sum + statSync(path.join(folder, url)).size, 0);
      console.log(`Files for offline use: ${files.length}, ${(bytes / 1e6).toFixed(1)} MB`);
    },
  };
}
