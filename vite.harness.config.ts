import { defineConfig } from 'vite';

/** Builds the page on which tests call the engine without the app into build/harness. */
export default defineConfig({
  root: 'e2e/harness',
  base: './',
  worker: { format: 'es', rolldownOptions: { output: { entryFileNames: 'assets/worker-[hash].js' } } },
  build: { target: 'es2023', outDir: '../../build/harness', emptyOutDir: true },
});
