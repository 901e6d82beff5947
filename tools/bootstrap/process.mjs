import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root, absolute: two folders up both from here and from build/tools/, where this is bundled. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** An expected failure: the message is the one line that the user sees. */
export class Stop extends Error {}

/**
 * What `parseArgs` threw, in one line. What it adds after the first sentence, on arguments that begin with a dash, is
 * beside the point here.
 *
 * @param {unknown} error
 * @param {string} usage
 */
export function wrongUsage(error, usage) {
  const text = error instanceof Error ? error.message : String(error);
  return new Stop(`${text.split(/[.\n]/)[0]}; usage: ${usage}`);
}

/** Vite 8's own floor. */
const neededNode = /** @type {const} */ ([20, 19]);

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > neededNode[0] || (major === neededNode[0] && minor >= neededNode[1])) return;
  throw new Stop(
    `Node ${neededNode.join('.')} or newer is needed, this is ${process.versions.node}: see https://nodejs.org`,
  );
}

/**
 * Runs a program in the repository's root, with nothing on its stdin.
 *
 * @param {string} program
 * @param {string[]} parameters
 * @param {object} [options]
 * @param {Record<string, string>} [options.env] added to the environment
 * @param {boolean} [options.quiet] shows its output only if it fails, on stderr
 * @returns {Promise<number>} its exit code; 127 when there is no such program
 */
export function run(program, parameters, { env = {}, quiet = false } = {}) {
  return new Promise((resolve) => {
    const output = quiet ? 'pipe' : 'inherit';
    const child = spawn(program, parameters, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output],
    });
    /** @type {Uint8Array[]} */
    const kept = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => kept.push(bytes));
    child.on('error', () => resolve(127));
    child.on('close', (code) => {
      if (code !== 0) for (const bytes of kept) process.stderr.write(bytes);
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs a program of an installed package by its script, which needs no shell on any system.
 *
 * @param {string} script under node_modules
 * @param {string[]} parameters
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runInstalled(script, parameters, options) {
  return run(process.execPath, [`node_modules/${script}`, ...parameters], options);
}

/**
 * Runs a tool's main function; what it throws becomes one line, unless it is a bug.
 *
 * @param {() => Promise<number | void>} main answers with the exit code, or with nothing when that is settled
 */
export async function runMain(main) {
  try {
    const exitCode = await main();
    if (exitCode !== undefined) process.exitCode = exitCode;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
