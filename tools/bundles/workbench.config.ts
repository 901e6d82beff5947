import { defineConfig } from 'vite';
import { root } from '../bootstrap/process.mjs';
import { wgsl } from '../wgsl/plugin.mjs';

/** The workbench for kernels: served with hot reload of shaders, and built into build/workbench, to be run anywhere. */
export default defineConfig({
  root: 'tools/kernels/page',
  base: './',
  cacheDir: '../../../build/vite/workbench',
  plugins: [wgsl({ hot: true })],
  optimizeDeps: { include: ['react', 'react-dom/client', 'react/jsx-dev-runtime', 'zustand'] },
  // The page shows what is wrong with a shader itself.
  server: { port: 5180, hmr: { overlay: false }, fs: { allow: [root] } },
  build: {
    target: 'es2023',
    outDir: '../../../build/workbench',
    emptyOutDir: true,
    rolldownOptions: { input: ['tools/kernels/page/index.html', 'tools/kernels/page/headless.html'] },
  },
});
