import { defineConfig } from 'vite';

/** Builds the worker that page tests run in place of the library's into build/fake_library, as one file. */
export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2023',
    outDir: 'build/fake_library',
    minify: false,
    lib: { entry: 'e2e/fake_library/main.ts', formats: ['es'], fileName: 'worker' },
  },
});
