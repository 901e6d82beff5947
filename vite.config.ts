import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { bundleReport } from './tools/checks/bundle-report.ts';
import { resolveInside, sendFile } from './tools/serve/files.mjs';
import { serviceWorker } from './tools/offline/plugin.ts';
import { headersFile, headersOf, metaPolicy, securityHeaders } from './tools/serve/headers.mjs';
import { wgsl } from './tools/wgsl/plugin.mjs';
import { strings } from './tools/strings/plugin.mjs';

/** Writes the response headers where static hosts look for them. */
const emitHeadersFile: Plugin = {
  name: 'plumbline:headers-file',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
  },
};

/** Writes what a page can say of the policy into the pages, for hosts that send no headers. */
const emitMetaPolicy: Plugin = {
  name: 'plumbline:meta-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy() },
      injectTo: 'head-prepend',
    },
    { tag: 'meta', attrs: { name: 'referrer', content: 'no-referrer' }, injectTo: 'head-prepend' },
  ],
};

/** Serves what runs WebAssembly with its own headers, which Vite's preview has one set of for all files. */
const previewWasm: Plugin = {
  name: 'plumbline:preview-wasm',
  configurePreviewServer({ config, middlewares }) {
    const folder = path.resolve(config.root, config.build.outDir, 'wasm');
    middlewares.use('/wasm/', (request, response) => {
      for (const [name, value] of Object.entries(headersOf('wasm/'))) response.setHeader(name, value);
      void sendFile(request, response, resolveInside(folder, request.url!.slice(1)));
    });
  },
};

/** Where a worker's script goes: the one that runs WebAssembly is served with a policy of its own. */
const workerFile = ({ facadeModuleId }: { facadeModuleId?: string | null }) =>
  facadeModuleId?.endsWith('/src/transformers/worker.ts') ? 'wasm/transformers-[hash].js' : 'assets/worker-[hash].js';

const workerAsset = ({ names }: { names: readonly string[] }) =>
  `${names.some((name) => name.endsWith('.wasm')) ? 'wasm' : 'assets'}/[name]-[hash][extname]`;

/**
 * The one difference between dev and everything else: Vite's dev server inlines React's refresh preamble and every style
 * sheet, so there (and only there) the policy admits what carries this nonce. It also serves all workers with one policy, which so
 * admits WebAssembly.
 */
const devNonce = 'vite-dev';

export default defineConfig(({ command, isPreview }) => ({
  // Relative, so that dist/ works in any folder of any static host.
  base: './',
  plugins: [react(), wgsl(), strings(), emitHeadersFile, emitMetaPolicy, previewWasm, bundleReport(), serviceWorker()],
  worker: {
    format: 'es',
    plugins: () => [wgsl(), strings(), bundleReport()],
    rolldownOptions: { output: { entryFileNames: workerFile, assetFileNames: workerAsset } },
  },
  build: {
    target: 'es2023',
    sourcemap: true,
    // The policy allows no data: fonts or styles.
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['index.html', 'headless.html'] },
  },
  ...(command === 'serve' && isPreview !== true && { html: { cspNonce: devNonce } }),
  server: { headers: securityHeaders({ nonce: devNonce, wasm: true }) },
  preview: { headers: securityHeaders() },
}));
