import path from 'node:path';
import { defineConfig } from 'vite';
import { root } from '../bootstrap/process.mjs';
import { wgsl } from '../wgsl/plugin.mjs';
import { strings } from '../strings/plugin.mjs';

const page = path.join(root, 'tools', 'kernels', 'page');

/** The workbench for kernels: served with hot reload of shaders, and built into build/workbench, to be run anywhere. */
export default defineConfig({
  root: page,
  base: './',
  cacheDir: path.join(root, 'build', 'vite', 'workbench'),
  plugins: [wgsl({ hot: true }), strings()],
  optimizeDeps: { include: ['react', 'react-dom/client', 'react/jsx-dev-runtime', 'zustand'] },
  // The page shows what is wrong with a shader itself.
  server: { port: 5180, hmr: { overlay: false }, fs: { allow: [root] } },
  build: {
    target: 'es2023',
    outDir: path.join(root, 'build', 'workbench'),
    emptyOutDir: true,
    rolldownOptions: { input: ['index.html', 'headless.html'].map((file) => path.join(page, file)) },
  },
});
