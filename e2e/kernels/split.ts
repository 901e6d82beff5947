import type { Gpu } from '../../src/gpu/device.ts';
import { openCheckpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { uniformProgram } from '../../src/vocabulary/program.ts';
import { Session } from '../../src/model/sequence/session.ts';
import { openSource } from '../../src/model/checkpoint/sources/open.ts';
import type { WeightChoice } from '../../src/vocabulary/weight_choice.ts';
import { uploadWeights } from '../../src/model/weights/weights.ts';

const signal = new AbortController().signal;

/** Loads a checkpoint with bindings of at most `maxBindingBytes`, for its cache too. Returns the numbers of pieces and a prompt's logits. */
export async function runSplit(
  gpu: Gpu,
  base: string,
  choice: WeightChoice,
  maxBindingBytes: number,
  prompt: number[],
) {
  const checkpoint = await openCheckpoint(openSource({ kind: 'url', base: new URL(base, location.href).href }));
  const { weights, hash, error, destroy } = await uploadWeights(gpu, checkpoint, {
    choice,
    maxBindingBytes,
    signal,
    onBytes: () => {},
  });
  const options = { context: prompt.length, chunk: prompt.length, logits: 'last' } as const;
  const limited = { ...gpu, adapter: { ...gpu.adapter, maxBindingBytes } };
  const session = await Session.create(limited, { config: checkpoint.config, weights, cacheType: 'f32' }, options);
  await session.prefill(await session.programs.prepare(uniformProgram('reference')), prompt, signal);
  const logits = [...(await session.logits())];
  const cachePieces = session.memory.cache.layers[0]!.pieces.length;
  session.destroy();
  destroy();
  // Recordings free their buffers once their promises settle.
  await gpu.device.queue.onSubmittedWorkDone();
  const { packs: _packs, ...layer } = weights.layers[0]!;
  const pieces = [weights.embedding, weights.lmHead, ...Object.values(layer)].map((weight) => weight.pieces.length);
  return { hash, error, pieces, cachePieces, logits, buffersLeft: gpu.allocated.buffers };
}
