import { defineConfig } from 'vite';

/** Builds the page that holds every kernel to its oracle into build/kernels, to be run anywhere. */
export default defineConfig({
  root: 'e2e/kernels',
  base: './',
  build: { target: 'es2023', outDir: '../../build/kernels', emptyOutDir: true },
});
