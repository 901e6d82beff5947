import type { Browser } from 'playwright-core';
import type { FloatType } from '../../src/onnx/decoder.ts';
import type { CacheKind, Environment, Job, Measurement, Model, WeightFormat } from './job.ts';
import type { PeerOptions } from './options.ts';
import type { Measured, Way } from './report.ts';

/** The setups that people choose from. Which one is fastest depends on the adapter and the prompt. */
const models: Omit<Model, 'layers'>[] = [
  { weights: 'q4', accuracyLevel: 0, output: 'logits' },
  { weights: 'q4', accuracyLevel: 4, output: 'logits' },
  { weights: 'q4', accuracyLevel: 4, output: 'argmax' },
  { weights: 'f16', accuracyLevel: 0, output: 'logits' },
  { weights: 'f16', accuracyLevel: 0, output: 'argmax' },
];

const weightNames: Record<WeightFormat, string> = { q4: '4-bit, blocks of 32', f16: 'dense f16' };
const cacheTitles: Record<CacheKind, string> = { growing: 'growing cache', shared: 'shared cache' };

/**
 * Measures ONNX Runtime's WebGPU provider in its built page.
 *
 * @param say reports what is being measured.
 */
export async function measureOnnxruntime(
  browser: Browser,
  address: string,
  { adapter }: Environment,
  { layers, contexts, prefill }: PeerOptions,
  say: (line: string) => void,
): Promise<Measured> {
  const hasF16 = adapter.features.includes('shader-f16');
  const activations: FloatType = hasF16 ? 'float16' : 'float32';
  const measured: Measured = { setups: [], skipped: [] };
  for (const choice of models) {
    const way = wayOf(choice, activations);
    if (choice.weights === 'f16' && !hasF16) {
      measured.skipped.push({ ...way, why: 'the adapter has no shader-f16' });
      continue;
    }
    say(`${way.runtime}, ${way.weights}, ${way.how} ...`);
    const outcome = await measure(browser, address, { model: { ...choice, layers }, activations, contexts, prefill });
    if (typeof outcome === 'string') {
      measured.skipped.push({ ...way, why: outcome });
      continue;
    }
    measured.setups.push(
      ...outcome.map(({ cache, ...figures }) => ({ ...way, how: `${way.how}, ${cacheTitles[cache]}`, ...figures })),
    );
  }
  return measured;
}

function wayOf({ weights, accuracyLevel, output }: Omit<Model, 'layers'>, activations: FloatType): Way {
  const level = weights === 'q4' ? `accuracy level ${accuracyLevel}, ` : '';
  return { runtime: 'onnxruntime-web', weights: weightNames[weights], how: `${level}${activations}, ${output}` };
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
