import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { wantedFeatures, type WantedFeature } from '../../../src/gpu/device.ts';
import { specLimits } from '../../../src/model/pass/limits.fixture.ts';
import { kernelSets, uniformProgram } from '../../../src/vocabulary/program.ts';
import { root } from '../../../tools/bootstrap/process.mjs';
import type { Prompt } from '../../../src/worker/api.ts';
import { demo, golden, test, type Engine } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';
import { goldenFolder, readIds, runTool } from '../../tools.ts';
import { fetched } from '../../fixtures/fetched.ts';

/** Has the page's adapters offer fewer features and lower limits; its devices enforce both. */
async function offerLess(page: Page, missing: 'all' | WantedFeature, limits: Record<string, number>): Promise<void> {
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await fetched(route);
    const first = (missing: string, limits: Record<string, number>) => {
      for (const [name, value] of Object.entries(limits))
        Object.defineProperty(GPUSupportedLimits.prototype, name, { get: () => value });
      const features = Object.getOwnPropertyDescriptor(GPUAdapter.prototype, 'features')!;
      Object.defineProperty(GPUAdapter.prototype, 'features', {
        get() {
          const offered: GPUSupportedFeatures = features.get!.call(this);
          return new Set([...offered].filter((name) => missing !== 'all' && name !== missing));
        },
      });
    };
    await route.fulfill({
      response,
      body: `(${first.toString()})(${JSON.stringify(missing)}, ${JSON.stringify(limits)});${await response.text()}`,
    });
  });
}

/** No feature, and no more than the specification guarantees. */
function guaranteedOnly(page: Page): Promise<void> {
  return offerLess(page, 'all', { ...specLimits, maxComputeWorkgroupSizeX: 256, minUniformBufferOffsetAlignment: 256 });
}

/** Greedy ids behind a prompt by each set of kernels, with the time of a token, where the adapter `offers` no more. */
async function decoded(
  engine: Engine,
  prompt: Prompt,
  generate: number,
  offers: readonly string[] = [],
): Promise<Record<string, number[]>> {
  const ids: Record<string, number[]> = {};
  for (const set of kernelSets) {
    const run = { prompt, generate, tensors: false, program: uniformProgram(set) };
    const { report } = await engine.trace(run);
    expect(report.adapter.features).toEqual(offers);
    console.log(`  ${report.model.name}, ${set}: ${report.timings.decodeMsPerToken!.toFixed(1)} ms a token`);
    ids[set] = report.generated.ids;
  }
  return ids;
}

test('with no feature and no more than the guaranteed limits, the demo says what transformers says', async ({
  freshEngine,
}) => {
  const engine = await freshEngine(guaranteedOnly);
  const { prompts } = JSON.parse(await readFile(path.join(goldenFolder('demo'), 'goldens.json'), 'utf8')) as {
    prompts: { text: string; tokens: number[]; generated: number[] }[];
  };
  const { text, generated } = prompts.toSorted((a, b) => a.tokens.length - b.tokens.length)[0]!;
  const few = generated.slice(0, 8);
  await engine.load(demo);
  expect(await decoded(engine, { text }, few.length)).toEqual({ reference: few, fused: few });
});

test('without any one feature that the adapter offers, a tiny checkpoint says what transformers says', async ({
  freshEngine,
}) => {
  const goldens = path.join(goldenFolder('tied-f32'), 'goldens.safetensors');
  const [tokens, generated] = [await readIds(goldens, 'tokens'), await readIds(goldens, 'generated')];
  const { page } = await freshEngine();
  const offered = await page.evaluate(async () => [...(await navigator.gpu.requestAdapter())!.features]);
  for (const missing of wantedFeatures.filter((feature) => offered.includes(feature))) {
    await test.step(missing, async () => {
      const engine = await freshEngine((page) => offerLess(page, missing, {}));
      await engine.load(golden('tied-f32'));
      const rest = offered.filter((feature) => feature !== missing).toSorted();
      const ids = await decoded(engine, { tokens }, generated.length, rest);
      expect(ids).toEqual({ reference: generated, fused: generated });
    });
  }
});

// SHAPE=qwen3-0.6b [LAYERS=28] npm run e2e -- e2e/engine/faults/adapters.spec.ts: the whole vocabulary, and two layers unless told otherwise.
const shape = process.env['SHAPE'];
const layers = process.env['LAYERS'] ?? '2';
if (shape !== undefined) {
  test(`with no feature and no more than the guaranteed limits, fused kernels say of ${shape} what the reference says`, async ({
    freshEngine,
  }) => {
    const folder = `made/${shape}-${layers}-layers`;
    if (!existsSync(path.join(root, 'build', folder, 'config.json'))) {
      const made = ['--preset', shape, '--layers', layers, '--seed', '1', '--out', `build/${folder}`];
      expect(await runTool('make-checkpoint', made)).toMatchObject({ exitCode: 0 });
    }
    const engine = await freshEngine(guaranteedOnly);
    await engine.load(folder, 'stored', 64);
    const { reference, fused } = await decoded(engine, { tokens: [9707, 11, 1246, 525, 498, 30] }, 8);
    expect(fused).toEqual(reference);
  });
}
