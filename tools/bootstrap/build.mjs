import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root, runInstalled, Stop } from './process.mjs';

/** Every build: its configuration, an output that each build rewrites, and the sources it depends on. */
const builds = {
  app: {
    config: 'vite.config.ts',
    output: 'dist/index.html',
    sources: ['index.html', 'headless.html', 'public', 'shaders', 'src', 'tools/offline', 'tools/serve', 'tools/wgsl'],
  },
  tools: {
    config: 'tools/bundles/tools.config.ts',
    output: 'build/tools/trace.js',
    sources: ['shaders', 'src', 'tools'],
  },
  kernels: {
    config: 'tools/bundles/kernels.config.ts',
    output: 'build/kernels/index.html',
    sources: ['e2e/kernels', 'shaders', 'src', 'tools/wgsl'],
  },
  workbench: {
    config: 'tools/bundles/workbench.config.ts',
    output: 'build/workbench/headless.html',
    sources: ['shaders', 'src', 'tools/kernels', 'tools/wgsl'],
  },
  harness: {
    config: 'tools/bundles/harness.config.ts',
    output: 'build/harness/index.html',
    sources: ['e2e/harness', 'shaders', 'src', 'tools/wgsl'],
  },
  fake_engine: {
    config: 'tools/bundles/fake_engine.config.ts',
    output: 'build/fake_engine/worker.js',
    sources: ['e2e/fake_engine', 'shaders', 'src', 'tools/wgsl'],
  },
  fake_library: {
    config: 'tools/bundles/fake_library.config.ts',
    output: 'build/fake_library/worker.js',
    sources: ['e2e/fake_library', 'src/library/contract.ts', 'src/result.ts'],
  },
  library: {
    config: 'tools/bundles/library.config.ts',
    output: 'build/library/index.html',
    sources: ['tools/library', 'shaders', 'src', 'tools/wgsl'],
  },
  llama: {
    config: 'tools/bundles/llama.config.ts',
    output: 'build/llama/index.html',
    sources: ['tools/peer/llama'],
  },
  peer: { config: 'tools/bundles/peer.config.ts', output: 'build/peer/index.html', sources: ['src', 'tools/peer'] },
};

/** @typedef {keyof typeof builds} BuildName */

/** The names of all builds. */
export const everything = /** @type {BuildName[]} */ (Object.keys(builds));

/** @param {string} file */
const find = (file) => statSync(path.join(root, file), { throwIfNoEntry: false });

/**
 * When `file` or anything in it last changed. A folder's own time counts, because it changes when a file is added or
 * removed.
 *
 * @param {string} file
 * @returns {number} ms; -Infinity when there is no such file
 */
function newest(file) {
  const found = find(file);
  if (!found?.isDirectory()) return found?.mtimeMs ?? -Infinity;
  return readdirSync(path.join(root, file)).reduce(
    (latest, name) => Math.max(latest, newest(path.join(file, name))),
    found.mtimeMs,
  );
}

/** @param {BuildName} name */
function isBuilt(name) {
  const { config, output, sources } = builds[name];
  return (find(output)?.mtimeMs ?? -Infinity) > Math.max(...['package-lock.json', config, ...sources].map(newest));
}

/**
 * @param {BuildName[]} names
 * @param {Parameters<typeof runInstalled>[2]} [options]
 */
export async function build(names, options) {
  for (const name of names) {
    const { config } = builds[name];
    const parameters = ['build', '--config', config, '--logLevel', 'warn'];
    const code = await runInstalled('vite/bin/vite.js', parameters, options);
    if (code !== 0) throw new Stop(`The build failed (vite build --config ${config}); its output above says why.`);
  }
}

/**
 * Runs those builds whose output is older than a source.
 *
 * @param {BuildName[]} names
 * @param {(line: string) => void} say reports what takes so long
 */
export async function ensureBuilt(names, say) {
  const stale = names.filter((name) => !isBuilt(name));
  if (stale.length === 0) return;
  say(`Building the ${stale.join(' and the ')} ...`);
  await build(stale, { quiet: true });
}
