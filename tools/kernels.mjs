import path from 'node:path';
import { ensureInstalled } from './bootstrap/install.mjs';
import { requireNode, root, runMain } from './bootstrap/process.mjs';

// npm run kernels: serves the workbench, where a saved shader is compiled and run at once. With arguments it runs a kernel headless.
if (process.argv.length > 2) {
  process.argv.splice(2, 0, 'kernels');
  await import('./run.mjs');
} else {
  await runMain(async () => {
    requireNode();
    await ensureInstalled(console.log);
    const { createServer } = await import('vite');
    const server = await createServer({ configFile: path.join(root, 'tools/bundles/workbench.config.ts') });
    await server.listen();
    console.log(`The workbench for kernels is at ${server.resolvedUrls?.local[0]} (Ctrl+C stops it)`);
  });
}
