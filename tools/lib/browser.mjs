import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Stop } from '../bootstrap/process.mjs';

/** They run WebGPU on the CPU, so that tests and tools work on every machine, with or without a GPU. */
const defaultArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  // SwiftShader would compile a store for every word of workgroup memory: 2 s for a kernel that has 17 KB, 0.1 s with a loop.
  '--disable-dawn-features=use_vulkan_zero_initialize_workgroup_memory_extension',
];

/** @returns {string[]} Chromium's arguments: those in `CHROMIUM_ARGS`, separated by spaces, or the defaults */
export function chromiumArguments() {
  const own = process.env.CHROMIUM_ARGS?.trim();
  return own ? own.split(/\s+/) : defaultArguments;
}

/** Playwright's library: `playwright-core`, or `playwright` if only that is installed. */
export async function loadPlaywright() {
  try {
    return (await import('playwright-core')).chromium;
  } catch {
    return (await import('playwright')).chromium;
  }
}

/** @returns {string[]} the paths at which Chrome and Chromium are usually installed */
function usualPaths() {
  const { env, platform } = process;
  if (platform === 'win32') {
    const homes = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((home) => home !== undefined);
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'];
    return homes.flatMap((home) => programs.map((program) => path.join(home, program)));
  }
  if (platform === 'darwin') {
    const homes = ['/Applications', path.join(env.HOME ?? '/', 'Applications')];
    const programs = ['Google Chrome', 'Chromium'].map((name) => `${name}.app/Contents/MacOS/${name}`);
    return homes.flatMap((home) => programs.map((program) => path.join(home, program)));
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/**
 * Whether the file is a browser that starts. On Linux it is run with `--version`, because libraries may be missing, and
 * Ubuntu's `chromium-browser` only asks for a snap. Elsewhere `--version` would open a window.
 *
 * @param {string} file
 */
function starts(file) {
  if (!existsSync(file)) return false;
  return process.platform !== 'linux' || spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0;
}

/**
 * The path of the Chromium to use: `CHROMIUM_PATH`, else Playwright's own, else one that is installed.
 *
 * @returns {Promise<string | null>} null when there is none
 */
export async function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (starts(chosen)) return chosen;
    throw new Stop(`CHROMIUM_PATH=${chosen} is not a browser that starts: correct it, or unset it to search for one.`);
  }
  const playwrights = (await loadPlaywright()).executablePath();
  return [playwrights, ...usualPaths()].find(starts) ?? null;
}

/**
 * Starts a headless Chromium.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchChromium() {
  const executablePath = await findChromium();
  if (!executablePath)
    throw new Stop('Chromium was not found: install Google Chrome or Chromium, or set CHROMIUM_PATH to one.');
  const playwright = await loadPlaywright();
  try {
    return await playwright.launch({ executablePath, args: chromiumArguments() });
  } catch (error) {
    const reason = String(error).split('\n')[0];
    throw new Stop(`${executablePath} did not start (${reason}): check CHROMIUM_PATH and CHROMIUM_ARGS.`);
  }
}
