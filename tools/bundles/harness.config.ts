import { defineConfig } from 'vite';
import { wgsl } from '../wgsl/plugin.mjs';

/** Builds the page on which tests call the engine without the app into build/harness. */
export default defineConfig({
  root: 'e2e/harness',
  base: './',
  plugins: [wgsl()],
  worker: {
    format: 'es',
    plugins: () => [wgsl()],
    rolldownOptions: { output: { entryFileNames: 'assets/worker-[hash].js' } },
  },
  build: { target: 'es2023', outDir: '../../build/harness', emptyOutDir: true },
});
