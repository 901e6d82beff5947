import { defineConfig } from 'vite';
import { wgsl } from '../wgsl/plugin.mjs';
import { strings } from '../strings/plugin.mjs';

/** Builds the page on which tests call the engine without the app into build/harness. */
export default defineConfig({
  root: 'e2e/harness',
  base: './',
  plugins: [wgsl(), strings()],
  worker: {
    format: 'es',
    plugins: () => [wgsl(), strings()],
    rolldownOptions: { output: { entryFileNames: 'assets/worker-[hash].js' } },
  },
  build: { target: 'es2023', outDir: '../../build/harness', emptyOutDir: true },
});
