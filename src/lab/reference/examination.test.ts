import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { pickFolder } from '../../../e2e/fixtures/tiny_checkpoint.ts';
import { root } from '../../../tools/bootstrap/process.mjs';
import { readSafetensors } from '../../../tools/lib/safetensors_reader.ts';
import { openCheckpoint } from '../../model/checkpoint/checkpoint.ts';
import { fileSource } from '../../model/checkpoint/sources/files.ts';
import { layerStages } from '../../vocabulary/stages.ts';
import { examine } from '../../witness/operation.ts';
import { Examination } from './examination.ts';

const here = { examine: async (...args: Parameters<typeof examine>) => examine(...args) };

/** What transformers computed, and its examination. */
async function golden(name: string, change: (stages: Map<string, Float32Array<ArrayBuffer>>) => void = () => {}) {
  const folder = path.join(root, 'e2e/goldens', name);
  const checkpoint = await openCheckpoint(fileSource(name, await pickFolder(folder)));
  const stages = new Map<string, Float32Array<ArrayBuffer>>();
  const tensors = await readSafetensors(path.join(folder, 'goldens.safetensors'));
  for (const [key, tensor] of tensors) stages.set(key, Float32Array.from(await tensor.read()));
  const ids = [...stages.get('tokens')!];
  change(stages);
  const { signal } = new AbortController();
  const examination = new Examination({ checkpoint, choice: 'stored', cacheType: 'f32' }, stages, here, 1, signal);
  const layers = Array.from({ length: checkpoint.config.layers }, (_, layer) => layer);
  return examination.run(ids, layers);
}

describe('stages that transformers computed', () => {
  test.each(['tied-f32', 'untied-bf16', 'odd-bf16', 'odd-f16', 'yarn-bf16'])('%s agree with float64', async (name) => {
    const stages = await golden(name);
    expect(stages.filter(({ bad }) => bad)).toEqual([]);
    expect((stages.length - 3) % layerStages.length).toBe(0);
  });

  test('are told apart by a single wrong value', async () => {
    const stages = await golden('odd-bf16', (seen) => (seen.get('L2.gate')![151]! *= 2));
    // What follows from the wrong value does not fit it either.
    expect(stages.filter(({ bad }) => bad).map(({ layer, stage }) => `L${layer}.${stage}`)).toEqual([
      'L2.gate',
      'L2.swiglu',
    ]);
    expect(stages.find(({ bad }) => bad)!.worst).toMatchObject({ row: 1, column: 1 });
  });
});
