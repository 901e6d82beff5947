import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { root, Stop } from '../bootstrap/process.mjs';
import { launchChromium } from '../lib/browser.mjs';
import { graphicsDriver } from '../lib/driver.ts';
import { writeRandom } from '../make-gguf/random.ts';
import { llamaVersion, measureLlama } from './llama/measure.ts';
import type { Environment } from './job.ts';
import { measureOnnxruntime } from './onnxruntime.ts';
import type { PeerOptions } from './options.ts';
import { measureOwn } from './own.ts';
import type { Measured, PeerReport } from './report.ts';
import { serveFolders } from './serve.ts';

const built = { peer: path.join(root, 'build', 'peer'), llama: path.join(root, 'build', 'llama') };

/** What people run most. */
const ggufMixes = ['Q8_0', 'Q4_0'] as const;

/**
 * Measures every way to run the shape: those of other runtimes, and this engine's on the GGUF files that they get.
 *
 * @param say reports what is being measured.
 * @throws Stop when there is no browser or no adapter, or when nothing could be measured.
 */
export async function runPeer(options: PeerOptions, say: (line: string) => void): Promise<PeerReport> {
  for (const folder of Object.values(built)) {
    if (!existsSync(path.join(folder, 'index.html'))) throw new Stop(`${folder} has no index.html: run npm run build.`);
  }
  const made = mkdtempSync(path.join(tmpdir(), 'plumbline-peer-'));
  const { address, close } = await serveFolders({ '/': built.peer, '/llama/': built.llama, '/made/': made });
  const browser = await launchChromium();
  try {
    return await measureAll(browser, address, made, options, say);
  } finally {
    await browser.close();
    close();
    rmSync(made, { recursive: true });
  }
}

async function measureAll(
  browser: Browser,
  address: string,
  made: string,
  options: PeerOptions,
  say: (line: string) => void,
): Promise<PeerReport> {
  const environment = await describe(browser, address);
  const report: PeerReport = {
    version: 2,
    versions: {},
    browser: `Chromium ${browser.version()}`,
    adapter: environment.adapter,
    driver: graphicsDriver(),
    shape: { name: 'qwen3-0.6b', layers: options.layers },
    setups: [],
    skipped: [],
  };
  const add = ({ setups, skipped }: Measured) => {
    report.setups.push(...setups);
    report.skipped.push(...skipped);
  };
  if (options.peers.includes('onnxruntime-web')) {
    report.versions['onnxruntime-web'] = environment.runtime;
    add(await measureOnnxruntime(browser, address, environment, options, say));
  }
  if (options.peers.includes('wllama')) {
    report.versions.wllama = await llamaVersion(browser, `${address}llama/`);
    for (const weights of ggufMixes) {
      const name = `${weights.toLowerCase()}.gguf`;
      const file = path.join(made, name);
      await writeRandom({ preset: 'qwen3-0.6b', layers: options.layers, seed: 1 }, weights, file);
      add(await measureLlama(browser, `${address}llama/`, { file: `../made/${name}`, weights }, options, say));
      say(`plumbline, ${weights} ...`);
      add(await measureOwn(file, weights, options));
    }
  }
  if (report.setups.some(({ runtime }) => runtime !== 'plumbline')) return report;
  throw new Stop(`Nothing could be measured: ${report.skipped.map(({ why }) => why)[0]}`);
}

async function describe(browser: Browser, address: string): Promise<Environment> {
  const page = await browser.newPage();
  await page.goto(address);
  const environment = await page.evaluate(() => window.peer.describe());
  await page.close();
  if (!environment) throw new Stop('The browser offers no WebGPU adapter: check CHROMIUM_PATH and CHROMIUM_ARGS.');
  return environment;
}
