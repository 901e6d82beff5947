import { defineConfig } from 'vite';
import { wgsl } from '../wgsl/plugin.mjs';
import { strings } from '../strings/plugin.mjs';

/** The tools written in TypeScript, as plain JavaScript that runs on a host with Node and Playwright alone. */
export default defineConfig({
  publicDir: false,
  plugins: [wgsl(), strings()],
  ssr: { noExternal: true, external: ['playwright-core', 'playwright'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'build/tools',
    minify: false,
    rolldownOptions: {
      // No folder below, so that what is relative to this repository's root stays so.
      output: { chunkFileNames: '[name].js' },
      input: {
        bench: 'tools/bench/main.ts',
        'compare-goldens': 'tools/compare-goldens/main.ts',
        diagnose: 'tools/diagnose/main.ts',
        kernels: 'tools/kernels/main.ts',
        library: 'tools/library/main.ts',
        'make-checkpoint': 'tools/make-checkpoint/main.ts',
        'make-gguf': 'tools/make-gguf/main.ts',
        'page-speed': 'tools/page-speed/main.ts',
        peer: 'tools/peer/main.ts',
        trace: 'tools/trace/main.ts',
      },
    },
  },
});
