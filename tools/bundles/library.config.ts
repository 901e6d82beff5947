import { defineConfig } from 'vite';
import { wgsl } from '../wgsl/plugin.mjs';
import { strings } from '../strings/plugin.mjs';

/** The page on which the library is driven without the app, into build/library. */
export default defineConfig({
  root: 'tools/library/page',
  base: './',
  plugins: [wgsl(), strings()],
  worker: {
    format: 'es',
    plugins: () => [wgsl(), strings()],
    rolldownOptions: { output: { entryFileNames: 'assets/worker-[hash].js' } },
  },
  build: { target: 'es2023', outDir: '../../../build/library', emptyOutDir: true },
});
