import { defineConfig } from 'vite';

/** A page that runs llama.cpp, with its WebAssembly beside it, into build/llama, to be run anywhere. */
export default defineConfig({
  root: 'tools/peer/llama/page',
  base: './',
  build: { target: 'es2023', outDir: '../../../../build/llama', emptyOutDir: true, assetsInlineLimit: 0 },
});
