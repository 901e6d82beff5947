import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root, run, Stop } from './process.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/** @param {string} file @returns {Lockfile | null} null when there is none */
function readLockfile(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Whether node_modules has what the lockfile asks for. Contents are compared and not times, because a checkout gives
 * files new times. Packages for other platforms are optional and may be absent.
 *
 * @param {Lockfile | null} wanted package-lock.json
 * @param {Lockfile | null} present node_modules/.package-lock.json, which npm writes last
 */
export function isInstalled(wanted, present) {
  if (!wanted || !present) return false;
  const names = Object.keys(wanted.packages).filter((name) => name !== '');
  return names.every((name) => {
    const [want, have] = [wanted.packages[name], present.packages[name]];
    return have ? have.version === want?.version : want?.optional === true;
  });
}

/**
 * Installs the locked dependencies if one is missing or has another version.
 *
 * @param {(line: string) => void} say reports what takes so long
 */
export async function ensureInstalled(say) {
  if (isInstalled(readLockfile('package-lock.json'), readLockfile('node_modules/.package-lock.json'))) return;
  say('Installing dependencies ...');
  // The npm that started this script, or else the one on the PATH. On Windows that is a .cmd file, which needs a shell.
  const npm = process.env.npm_execpath;
  const [program, ...parameters] = npm
    ? [process.execPath, npm]
    : process.platform === 'win32'
      ? ['cmd.exe', '/d', '/c', 'npm']
      : ['npm'];
  const code = await run(program, [...parameters, 'ci'], { quiet: true });
  if (code !== 0) throw new Stop(`npm ci failed (exit code ${code}); its output above says why.`);
}
