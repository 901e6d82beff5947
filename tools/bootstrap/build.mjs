import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root, runInstalled, Stop } from './process.mjs';

/** What the built app and tools are made of. */
const sources = [
  'index.html',
  'headless.html',
  'package-lock.json',
  'public',
  'shaders',
  'src',
  'tools',
  'vite.config.ts',
  'vite.tools.config.ts',
];

/** Each build's configuration, and a file it writes anew every time. */
const builds = [
  { config: 'vite.config.ts', output: 'dist/index.html' },
  { config: 'vite.tools.config.ts', output: 'build/tools/trace.js' },
];

/** @param {string} file @returns {number} ms; -Infinity when there is no such file */
function modified(file) {
  return statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;
}

/**
 * The newest change under `file`. Folders count too: their time is that of the last file added or removed.
 *
 * @param {string} file
 * @returns {number}
 */
function newest(file) {
  const own = modified(file);
  if (!statSync(path.join(root, file), { throwIfNoEntry: false })?.isDirectory()) return own;
  return readdirSync(path.join(root, file)).reduce(
    (latest, name) => Math.max(latest, newest(path.join(file, name))),
    own,
  );
}

export function isBuilt() {
  return Math.min(...builds.map(({ output }) => modified(output))) > Math.max(...sources.map(newest));
}

/** Builds the app and the tools. */
export async function build() {
  for (const { config } of builds) {
    const parameters = ['build', '--config', config, '--logLevel', 'warn'];
    const code = await runInstalled('vite/bin/vite.js', parameters, { toStderr: true });
    if (code !== 0) throw new Stop(`The build failed (vite build --config ${config}); its output above says why.`);
  }
}

/** Builds unless what is built is newer than everything that it is made of. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  console.error('Building ...');
  await build();
}
