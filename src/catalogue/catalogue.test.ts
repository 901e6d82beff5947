import { describe, expect, test } from 'vitest';
import { qwen3 } from '../model/families/qwen3/qwen3.ts';
import { bytesInMemory } from '../model/weights/weight_choice.ts';
import { fitOf, gpuBytes, type GpuRoom } from './fits.ts';
import { footprintOf } from './footprint.ts';
import { models, type CatalogueModel } from './models.ts';
import { recommend, selectionFor } from './recommend.ts';

const gib = 2 ** 30;
const usual = { weights: 'stored', context: 4096 } as const;

function edition(id: string): [CatalogueModel, CatalogueModel['editions'][number]] {
  for (const model of models) {
    const found = model.editions.find(({ address }) => address.kind === 'hub' && address.id === `Qwen/${id}`);
    if (found) return [model, found];
  }
  throw new Error(`no ${id}`);
}

/** Bytes of the weights and of the tokenizer beside them, as the hub lists them. */
test.each([
  ['Qwen3-0.6B', 1_503_300_328 + 11_422_654],
  ['Qwen3-0.6B-GGUF/Qwen3-0.6B-Q8_0.gguf', 639_446_688],
  ['Qwen3-1.7B-GGUF/Qwen3-1.7B-Q8_0.gguf', 1_834_426_016],
  ['Qwen3-4B-GGUF/Qwen3-4B-Q4_K_M.gguf', 2_497_280_256],
  ['Qwen3-4B-GGUF/Qwen3-4B-Q8_0.gguf', 4_280_404_704],
  ['Qwen3-8B-GGUF/Qwen3-8B-Q4_K_M.gguf', 5_027_783_488],
  ['Qwen3-8B-GGUF/Qwen3-8B-Q8_0.gguf', 8_709_518_112],
  ['Qwen3-8B-MLX-4bit', 4_367_857_874],
  ['Qwen3-14B-GGUF/Qwen3-14B-Q4_K_M.gguf', 9_001_752_960],
  ['Qwen3-32B-GGUF/Qwen3-32B-Q4_K_M.gguf', 19_762_149_024],
])('%s takes %d bytes to download, within 0.2%%', (id, published) => {
  const { download } = footprintOf(...edition(id));
  expect(Math.abs(download / published - 1)).toBeLessThan(0.002);
});

test('every edition has an address of its own', () => {
  const ids = models.flatMap(({ editions }) => editions.map(({ address }) => JSON.stringify(address)));
  expect(new Set(ids).size).toBe(ids.length);
  expect(models).toHaveLength(13);
});

const room = (changes: Partial<GpuRoom>): GpuRoom => ({
  maxBindingBytes: gib,
  multipliesMatrices: false,
  loadedBytes: 0,
  failedBytes: null,
  machineBytes: 8 * gib,
  ...changes,
});

describe.each([0.125, 1, 2])('a binding of %d GiB', (size) => {
  const gpu = room({ maxBindingBytes: size * gib });

  test('what is said to fit keeps every buffer within it, and all within half of the memory', () => {
    for (const model of models) {
      for (const each of model.editions) {
        const footprint = footprintOf(model, each);
        for (const context of [512, 4096, 32_768, 131_072, model.config.maxPositions]) {
          const { fits } = fitOf(footprint, { weights: 'stored', context }, gpu);
          const needed = gpuBytes(footprint, { weights: 'stored', context }, gpu);
          const head = footprint.kvPerHead * context;
          expect(fits === 'yes', `${model.name} ${each.format} ${context}`).toBe(
            needed <= 4 * gib && head <= size * gib,
          );
          expect(fits === 'no').toBe(head > size * gib);
        }
      }
    }
  });

  test('weights never forbid a model, since they are split', () => {
    for (const model of models) expect(fitOf(footprintOf(model, model.editions[0]!), usual, gpu).fits).not.toBe('no');
  });

  test('the reason names the context that a binding forbids', () => {
    const most = (size * gib) / 1024;
    const footprint = footprintOf(...edition('Qwen3-0.6B'));
    expect(fitOf(footprint, { weights: 'stored', context: most }, gpu).fits).not.toBe('no');
    expect(fitOf(footprint, { weights: 'stored', context: 2 * most }, gpu).why).toContain(
      `choose at most ${most.toLocaleString('en')} tokens.`,
    );
  });
});

test('what ran here decides, and what failed here', () => {
  const footprint = footprintOf(...edition('Qwen3-14B-FP8'));
  expect(fitOf(footprint, usual, room({}))).toEqual({
    fits: 'unknown',
    why: 'The browser does not say whether this GPU has that much.',
  });
  expect(fitOf(footprint, usual, room({ loadedBytes: 18e9 })).fits).toBe('yes');
  expect(fitOf(footprint, usual, room({ failedBytes: 16e9 }))).toEqual({
    fits: 'no',
    why: 'This GPU once had no room for 16.0 GB.',
  });
  expect(fitOf(footprint, usual, room({ failedBytes: 20e9 })).fits).toBe('unknown');
});

test('a GPU with subgroup matrices needs what they read, if it can bind it', () => {
  const needs = (id: string, weights: 'stored' | '8-bit', changes: Partial<GpuRoom>) =>
    gpuBytes(footprintOf(...edition(id)), { weights, context: 0 }, room(changes));
  const extra = (id: string, weights: 'stored' | '8-bit', maxBindingBytes: number) =>
    needs(id, weights, { multipliesMatrices: true, maxBindingBytes }) - needs(id, weights, {});
  // 25 and 403 MB of weights in two parts, and 12.6 and 50 MB of inputs.
  expect(extra('Qwen3-0.6B-FP8', 'stored', gib) / 1e6).toBeCloseTo(37.8, 1);
  expect(extra('Qwen3-0.6B', '8-bit', gib)).toBe(extra('Qwen3-0.6B-FP8', 'stored', gib));
  expect(extra('Qwen3-0.6B', 'stored', gib) / 1e6).toBeCloseTo(25.2, 1);
  expect(extra('Qwen3-8B-FP8', 'stored', gib) / 1e6).toBeCloseTo(453.1, 1);
  expect(extra('Qwen3-8B-FP8', 'stored', gib / 4)).toBe(0);
});

describe('recommended is', () => {
  test.each<[string, Partial<GpuRoom>, boolean, string, string]>([
    ['the smallest on a CPU', {}, true, 'Qwen3-0.6B', 'Q8_0'],
    ['what half of 8 GiB hold', {}, false, 'Qwen3-4B', 'Q4_K_M'],
    ['what half of 4 GiB hold', { machineBytes: 4 * gib }, false, 'Qwen3-1.7B', 'MLX4'],
    ['a small one where nothing is known', { machineBytes: null }, false, 'Qwen3-1.7B', 'MLX4'],
    ['what a model that ran here makes sure of', { loadedBytes: 24e9 }, false, 'Qwen3-32B', 'Q4_K_M'],
    ['the smallest where nothing surely fits', { machineBytes: gib / 4 }, false, 'Qwen3-0.6B', 'MLX4'],
  ])('%s', (_, changes, onCpu, name, format) => {
    const { model, edition, why } = recommend(4096, room(changes), onCpu);
    expect([model.name, edition.format]).toEqual([name, format]);
    expect(why).toMatch(/^[A-Z].*\(.* to download\)\.$/);
  });
});

test('a model of which no form surely fits is shown in the one that takes the least memory', () => {
  const [model] = edition('Qwen3-32B');
  expect(selectionFor(model, 4096, room({}))).toMatchObject({ edition: { format: 'MLX4' }, weights: 'stored' });
});

test('a model without 4-bit files fits in blocks that are made while it loads', () => {
  const [model] = edition('Qwen3-4B-Instruct-2507');
  expect(selectionFor(model, 4096, room({}))).toMatchObject({ edition: { format: 'BF16' }, weights: '4-bit' });
});

test.each(['Qwen3-1.7B', 'Qwen3-8B'])('%s in bf16 takes what the engine allocates for it', (id) => {
  const [model, published] = edition(id);
  const tensors = [...qwen3.tensors(model.config)].map(([name, shape]) => ({ name, shape, dtype: 'BF16' as const }));
  expect(footprintOf(model, published).weights).toEqual(bytesInMemory(tensors, qwen3));
});
