import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/** An entry's chunk and all that it imports statically: what a browser fetches before the entry runs. */
function staticClosure(entry: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  const found = new Set([entry]);
  for (const chunk of found) {
    for (const name of chunk.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') found.add(imported);
    }
  }
  return [...found];
}

/** Vite bundles a worker once for every page that starts it. */
const reported = new Set<string>();

/**
 * Prints what each entry costs to fetch, in gzip KB, and refuses ONNX Runtime outside of the one worker that runs it: the tokenizer's
 * packages come from a family that brings 20 MB of it along.
 */
export function bundleReport(): Plugin {
  return {
    name: 'plumbline:bundle-report',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const [name, output] of Object.entries(bundle)) {
        const runtime = name.endsWith('.wasm') || (output.type === 'chunk' && output.code.includes('onnxruntime'));
        if (runtime && !name.startsWith('wasm/')) {
          this.error(`${name} is or holds a WebAssembly runtime: only the worker of transformers.js may need one.`);
        }
        if (output.type !== 'chunk' || !output.isEntry || reported.has(name)) continue;
        reported.add(name);
        const bytes = staticClosure(output, bundle).reduce((sum, { code }) => sum + gzipSync(code).length, 0);
        console.log(`JavaScript of ${name}: ${(bytes / 1000).toFixed(1)} KB gzip`);
      }
    },
  };
}
