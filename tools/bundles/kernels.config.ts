import { defineConfig } from 'vite';
import { wgsl } from '../wgsl/plugin.mjs';
import { strings } from '../strings/plugin.mjs';

/** Builds the page that holds every kernel to its oracle into build/kernels, to be run anywhere. */
export default defineConfig({
  root: 'e2e/kernels',
  base: './',
  plugins: [wgsl(), strings()],
  build: { target: 'es2023', outDir: '../../build/kernels', emptyOutDir: true },
});
