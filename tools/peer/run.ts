import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { root, Stop } from '../bootstrap/process.mjs';
import { launchChromium } from '../lib/browser.mjs';
import { graphicsDriver } from '../lib/driver.ts';
import type { Environment, FloatType, Job, Measurement, Model } from './job.ts';
import type { PeerOptions } from './options.ts';
import type { PeerReport } from './report.ts';
import { serveFolders } from './serve.ts';

const built = path.join(root, 'build', 'peer');

/** The setups that people choose from. Which one is fastest depends on the adapter and the prompt. */
const models: Omit<Model, 'layers'>[] = [
  { weights: 'q4', accuracyLevel: 0, output: 'logits' },
  { weights: 'q4', accuracyLevel: 4, output: 'logits' },
  { weights: 'q4', accuracyLevel: 4, output: 'argmax' },
  { weights: 'f16', accuracyLevel: 0, output: 'logits' },
  { weights: 'f16', accuracyLevel: 0, output: 'argmax' },
];

/**
 * Measures every model in the built page.
 *
 * @param say reports what is being measured.
 * @throws Stop when there is no browser or no adapter, or when nothing could be measured.
 */
export async function runPeer(options: PeerOptions, say: (line: string) => void): Promise<PeerReport> {
  if (!existsSync(path.join(built, 'index.html'))) throw new Stop(`${built} has no index.html: run npm run build.`);
  const { address, close } = await serveFolders({ '/': built });
  try {
    const browser = await launchChromium();
    try {
      return await measureAll(browser, address, options, say);
    } finally {
      await browser.close();
    }
  } finally {
    close();
  }
}

async function measureAll(
  browser: Browser,
  address: string,
  { layers, contexts, prefill }: PeerOptions,
  say: (line: string) => void,
): Promise<PeerReport> {
  const environment = await describe(browser, address);
  const report: PeerReport = {
    version: 1,
    runtime: { name: 'onnxruntime-web', version: environment.runtime },
    browser: `Chromium ${browser.version()}`,
    adapter: environment.adapter,
    driver: graphicsDriver(),
    shape: { name: 'qwen3-0.6b', layers },
    setups: [],
    skipped: [],
  };
  const hasF16 = environment.adapter.features.includes('shader-f16');
  const activations: FloatType = hasF16 ? 'float16' : 'float32';
  for (const [i, choice] of models.entries()) {
    const model = { ...choice, layers };
    if (model.weights === 'f16' && !hasF16) {
      report.skipped.push({ ...model, why: 'the adapter has no shader-f16' });
      continue;
    }
    say(`${i + 1} of ${models.length}: ${JSON.stringify(model)} ...`);
    const measured = await measure(browser, address, { model, activations, contexts, prefill });
    if (typeof measured === 'string') report.skipped.push({ ...model, why: measured });
    else report.setups.push(...measured.map((measurement) => ({ ...choice, activations, ...measurement })));
  }
  if (report.setups.length > 0) return report;
  throw new Stop(`onnxruntime-web could not be measured: ${report.skipped.map(({ why }) => why)[0]}`);
}

async function describe(browser: Browser, address: string): Promise<Environment> {
  const page = await browser.newPage();
  await page.goto(address);
  const environment = await page.evaluate(() => window.peer.describe());
  await page.close();
  if (!environment) throw new Stop('The browser offers no WebGPU adapter: check CHROMIUM_PATH and CHROMIUM_ARGS.');
  return environment;
}

/** Measures on a page of its own, because WebAssembly's memory never shrinks. @returns the reason when that failed */
async function measure(browser: Browser, address: string, job: Job): Promise<Measurement[] | string> {
  const page = await browser.newPage();
  try {
    await page.goto(address);
    await page.evaluate(() => window.peer.describe());
    return await page.evaluate((measured) => window.peer.measure(measured), job);
  } catch (error) {
    return String(error).split('\n')[0]!;
  } finally {
    await page.close();
  }
}
