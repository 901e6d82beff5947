import { defineConfig } from 'vite';
import { wgsl } from '../wgsl/plugin.mjs';
import { strings } from '../strings/plugin.mjs';

/** Builds the worker that page tests run in place of the engine into build/fake_engine, as one file. */
export default defineConfig({
  publicDir: false,
  plugins: [wgsl(), strings()],
  build: {
    target: 'es2023',
    outDir: 'build/fake_engine',
    minify: false,
    lib: { entry: 'e2e/fake_engine/main.ts', formats: ['es'], fileName: 'worker' },
  },
});
