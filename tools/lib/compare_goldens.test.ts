import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareGoldens, goldenTolerance, worstOfEachStage } from './compare_goldens.ts';
import { createSafetensorsFile } from './safetensors.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'goldens-'));
});

afterAll(() => rm(folder, { recursive: true }));

/** Writes two rows of each stage, and the generated ids. */
async function write(name: string, stages: Record<string, number[]>, generated: number[]): Promise<string> {
  const file = path.join(folder, name);
  const floats = Object.entries(stages).map(([stage, values]) => ({ name: stage, data: Float32Array.from(values) }));
  const written = await createSafetensorsFile(file, [
    ...floats.map(({ name: stage, data }) => ({ name: stage, dtype: 'F32' as const, shape: [2, data.length / 2] })),
    { name: 'generated', dtype: 'I32', shape: [generated.length] },
  ]);
  for (const { name: stage, data } of floats) await written.write(stage, 0, new Uint8Array(data.buffer));
  await written.write('generated', 0, new Uint8Array(Int32Array.from(generated).buffer));
  await written.close();
  return file;
}

test('a trace is compared stage by stage, worst first', async () => {
  const golden = await write('golden', { embed: [1, 2], 'L0.q': [3, 4], 'L1.q': [3, 4], logits: [1, 1, 1, 1] }, [7, 8]);
  const same = await compareGoldens(golden, golden);
  expect(same.errors.map(({ error }) => error)).toEqual([0, 0, 0, 0]);
  expect(same.differentIds).toEqual([]);

  const traced = await write('traced', { embed: [1, 2], 'L0.q': [3, 4.5], 'L1.q': [3, 9], logits: [1, 1] }, [7, 9]);
  const { errors, differentIds } = await compareGoldens(traced, golden);
  expect(errors).toEqual([
    { name: 'logits', error: Infinity },
    { name: 'L1.q', error: 1 },
    { name: 'L0.q', error: 0.1 },
    { name: 'embed', error: 0 },
  ]);
  expect(worstOfEachStage(errors).map(({ name }) => name)).toEqual(['logits', 'L1.q', 'embed']);
  expect(differentIds).toEqual(['generated']);
});

test('a stage of another shape has an infinite error, and one that the trace lacks is listed apart', async () => {
  const golden = await write('whole', { embed: [1, 2], 'L0.q': [3, 4], logits: [1, 1, 1, 1] }, [7]);
  const traced = await write('part', { embed: [1, 2], logits: [1, 1] }, []);
  expect(await compareGoldens(traced, golden)).toEqual({
    errors: [
      { name: 'logits', error: Infinity },
      { name: 'embed', error: 0 },
    ],
    means: null,
    absent: ['L0.q'],
    differentIds: ['generated'],
    tolerances: { stage: goldenTolerance, mean: 1e-2 },
  });
});

test('goldens may have the last rows only, and the means of logits', async () => {
  const file = path.join(folder, 'means');
  const written = await createSafetensorsFile(file, [
    { name: 'logits', dtype: 'F32', shape: [1, 2] },
    { name: 'mean_logits', dtype: 'F32', shape: [2] },
  ]);
  await written.write('logits', 0, new Uint8Array(Float32Array.of(3, 5).buffer));
  await written.write('mean_logits', 0, new Uint8Array(Float32Array.of(1.505, 3).buffer));
  await written.close();
  const traced = await write('rows', { logits: [1, 2, 3, 5] }, []);
  const { errors, means } = await compareGoldens(traced, file);
  expect(errors).toEqual([{ name: 'logits', error: 0 }]);
  expect(means).toMatchObject([
    { here: 1.5, bad: false },
    { known: 3, here: 4, bad: true },
  ]);
});
