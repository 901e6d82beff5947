import { build } from 'vite';
import { root } from '../bootstrap/process.mjs';
import { precachedFiles, type PrecachedFile } from './precached_files.ts';

/**
 * Builds the service worker into `folder`, which has all other files of the app: the worker holds their names and hashes. It is
 * one classic script at the top of the folder, and so has the whole app in its scope.
 *
 * @param folder absolute
 */
export async function buildServiceWorker(folder: string): Promise<PrecachedFile[]> {
  const files = await precachedFiles(folder);
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    define: { PRECACHED_FILES: JSON.stringify(files) },
    build: {
      target: 'es2023',
      outDir: folder,
      emptyOutDir: false,
      sourcemap: true,
      rolldownOptions: {
        input: 'src/offline/service_worker.ts',
        output: { format: 'iife', entryFileNames: 'service_worker.js' },
      },
    },
  });
  return files;
}
