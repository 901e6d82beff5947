import type { Gpu } from '../../src/gpu/device.ts';
import { faults } from '../../src/kernels/variants/faults/catalogue.ts';
import { openCheckpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { openSource } from '../../src/model/checkpoint/sources/open.ts';
import { uniformProgram } from '../../src/model/program.ts';
import { Replay } from '../../src/model/replay.ts';
import { uploadWeights } from '../../src/model/weights.ts';
import { survey } from '../../src/worker/diagnose/survey.ts';

const signal = new AbortController().signal;

export async function runSurvey(
  gpu: Gpu,
  base: string,
  tokens: number[],
  sizes: number[],
  fault: string | null,
  layer: number,
) {
  const checkpoint = await openCheckpoint(openSource({ kind: 'url', base: new URL(base, location.href).href }));
  const options = { maxBindingBytes: 2 ** 30, signal, onBytes: () => {} };
  const { weights, destroy } = await uploadWeights(gpu, checkpoint, options);
  const { config } = checkpoint;
  const replay = await Replay.create(gpu, { config, weights }, { context: tokens.length, chunk: Math.max(...sizes) });
  const found = faults.find(({ name }) => name === fault);
  const variant = found ? { name: found.name, layer, edits: found.edits } : null;
  const t = performance.now();
  const findings = await survey(replay, config, uniformProgram('fused'), variant, tokens, sizes);
  replay.destroy();
  destroy();
  return { findings, ms: performance.now() - t };
}
