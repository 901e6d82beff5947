import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { pickFolder } from '../../e2e/fixtures/tiny_checkpoint.ts';
import { root } from '../../tools/bootstrap/process.mjs';
import { readSafetensors } from '../../tools/lib/safetensors_reader.ts';
import { openCheckpoint, type Checkpoint } from '../model/checkpoint/checkpoint.ts';
import { fileSource } from '../model/checkpoint/sources/files.ts';
import { relativeRmsError } from '../numerics/compare.ts';
import { cacheNames, stagesOf } from '../onnx/decoder.ts';
import { textModel } from '../onnx/text_model.ts';
import { tensorReader } from './tensor_reader.ts';

/** The largest relative error. Measured: 3.5e-6 for logits, 5.2e-6 for a stage. */
const tolerance = 2e-5;

/** Runs the graph of a checkpoint in ONNX Runtime, in WebAssembly. */
async function outputsOf({ config, ...checkpoint }: Checkpoint, tokens: number[], stages: string[]) {
  const { signal } = new AbortController();
  const read = tensorReader({ config, ...checkpoint }, 'stored', signal);
  const { bytes, externalData } = textModel(config, tokens.length, read, stages);
  const session = await InferenceSession.create(bytes, {
    externalData: await Promise.all(externalData.map(async ({ path, make }) => ({ path, data: await make() }))),
  });
  const int64 = (values: number[], dims: number[]) => new Tensor('int64', BigInt64Array.from(values, BigInt), dims);
  const empty = new Tensor('float32', [], [1, config.kvHeads, 0, config.headDim]);
  const outputs = await session.run({
    input_ids: int64(tokens, [1, tokens.length]),
    attention_mask: int64(
      tokens.map(() => 1),
      [1, tokens.length],
    ),
    num_logits_to_keep: int64([0], []),
    ...Object.fromEntries(cacheNames(config.layers).map(({ past }) => [past, empty])),
  });
  await session.release();
  return outputs;
}

test.each(['tied-f32', 'untied-bf16', 'odd-bf16', 'odd-f16', 'yarn-bf16'])(
  '%s: its graph computes the logits and stages of transformers',
  async (name) => {
    const folder = path.join(root, 'e2e/goldens', name);
    const checkpoint = await openCheckpoint(fileSource(name, await pickFolder(folder)));
    const goldens = await readSafetensors(path.join(folder, 'goldens.safetensors'));
    const golden = async (stage: string) => Float32Array.from(await goldens.get(stage)!.read());
    const stages = stagesOf(checkpoint.config.layers);
    const outputs = await outputsOf(checkpoint, [...(await golden('tokens'))], stages);
    for (const stage of ['logits', ...stages]) {
      const error = relativeRmsError(outputs[stage]!.data as Float32Array, await golden(stage));
      expect(error, stage).toBeLessThanOrEqual(tolerance);
    }
  },
);
