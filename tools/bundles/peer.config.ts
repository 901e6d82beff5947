import { defineConfig } from 'vite';

/** The page of the peer benchmark, with ONNX Runtime's WebAssembly beside it, into build/peer, to be run anywhere. */
export default defineConfig({
  root: 'tools/peer/page',
  base: './',
  build: { target: 'es2023', outDir: '../../../build/peer', emptyOutDir: true },
});
