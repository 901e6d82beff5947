import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root, absolute. It is two folders up from here and from build/tools/, where this file is bundled. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** An expected failure: the message is the one line that the user sees. */
export class Stop extends Error {}

/**
 * An error of `parseArgs` in one line, with the usage. Only its first sentence is kept: the others explain how to pass
 * arguments that begin with a dash, which no tool takes.
 *
 * @param {unknown} error
 * @param {string} usage
 */
export function wrongUsage(error, usage) {
  const text = error instanceof Error ? error.message : String(error);
  return new Stop(`${text.split(/[.\n]/)[0]}; usage: ${usage}`);
}

/** The oldest version that Vite 8 supports. */
const neededNode = /** @type {const} */ ([20, 19]);

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > neededNode[0] || (major === neededNode[0] && minor >= neededNode[1])) return;
  throw new Stop(
    `Node ${process.versions.node} is too old: install ${neededNode.join('.')} or newer, see https://nodejs.org`,
  );
}

/**
 * Runs a program in the repository's root, with an empty stdin.
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
    const outputs = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => outputs.push(bytes));
    child.on('error', () => resolve(127));
    child.on('close', (code) => {
      if (code !== 0) for (const bytes of outputs) process.stderr.write(bytes);
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs the script of an installed package. This needs no shell on any system.
 *
 * @param {string} script under node_modules
 * @param {string[]} parameters
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runInstalled(script, parameters, options) {
  return run(process.execPath, [`node_modules/${script}`, ...parameters], options);
}

/**
 * Runs a tool's main function. A Stop that it throws becomes one line on stderr and exit code 1. Other errors are bugs.
 *
 * @param {() => Promise<number | void>} main returns the exit code, or nothing to leave it unchanged
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
