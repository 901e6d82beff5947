import { Arena } from '../gpu/arena.ts';
import type { Gpu } from '../gpu/device.ts';
import { ReadbackRing } from '../gpu/readback.ts';
import { onlyCachePiece } from '../kernels/operands.ts';
import { asOutput, readOutput } from '../model/pass/output_values.ts';
import type { PassModel } from '../model/pass/pass_memory.ts';
import { Session } from '../model/sequence/session.ts';
import { relativeRmsError } from '../numerics/compare.ts';
import { cacheElementBytes } from '../vocabulary/cache_type.ts';
import { placeholderPrompt } from '../vocabulary/placeholder_prompt.ts';
import { uniformProgram } from '../vocabulary/program.ts';
import type { CacheError } from './contract/loaded_model.ts';

/** More than a subgroup has, and few enough to take no time. */
const maxTokens = 48;

/** Runs a prompt with the model's cache and with one in f32. Refuses with `out-of-memory`. */
export async function measureCacheError(gpu: Gpu, model: PassModel): Promise<CacheError> {
  const prompt = placeholderPrompt(Math.min(maxTokens, model.config.maxPositions), model.config.vocabSize);
  const inF32 = await runPrompt(gpu, { ...model, cacheType: 'f32' }, prompt);
  const { logits } = await runPrompt(gpu, model, prompt);
  const rounding = (values: Float32Array) =>
    relativeRmsError(readOutput(model.cacheType, asOutput(model.cacheType, values).buffer), values);
  return {
    tokens: prompt.length,
    keys: rounding(inF32.keys),
    values: rounding(inF32.values),
    logits: relativeRmsError(logits, inF32.logits),
  };
}

async function runPrompt(gpu: Gpu, model: PassModel, prompt: readonly number[]) {
  const sized = { context: prompt.length, chunk: prompt.length, logits: 'last', onUncompiled: 'fall-back' } as const;
  const session = await Session.create(gpu, model, sized);
  try {
    const recorded = await session.programs.prepare(uniformProgram('fused'));
    await session.prefill(recorded, prompt, new AbortController().signal);
    return { ...(await readCache(gpu, session, prompt.length)), logits: await session.logits() };
  } finally {
    session.destroy();
  }
}

/** Keys and values of all layers. */
async function readCache(gpu: Gpu, { memory: { cache, pass } }: Session, tokens: number) {
  const layers = cache.layers.map(onlyCachePiece);
  const bytes = tokens * pass.config.kvHeads * cache.layers[0]!.stride * cacheElementBytes[cache.type];
  const { arena, value: ring } = await Arena.create(
    gpu,
    'cache read',
    (arena) => new ReadbackRing(arena, 'readback', 1, 2 * layers.length * bytes),
  );
  try {
    const encoder = gpu.device.createCommandEncoder({ label: 'cache read' });
    const slot = ring.acquire();
    for (const { keys } of layers) slot.copy(encoder, keys.buffer, bytes, keys.offset);
    for (const { values } of layers) slot.copy(encoder, values.buffer, bytes, values.offset);
    gpu.device.queue.submit([encoder.finish()]);
    const all = readOutput(cache.type, await slot.read());
    return { keys: all.subarray(0, all.length / 2), values: all.subarray(all.length / 2) };
  } finally {
    arena.destroy();
  }
}
