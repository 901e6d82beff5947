import type { Gpu } from '../../src/gpu/device.ts';
import { uniformProgram } from '../../src/vocabulary/program.ts';
import { relativeRmsError } from '../../src/numerics/compare.ts';
import { withSession } from './with_session.ts';

const { signal } = new AbortController();

export interface ContextRun {
  /** Tokens in the cache, including the one that ran last. */
  context: number;
  /** The relative error of the logits by fused kernels: rms(error) / rms(reference). */
  error: number;
}

/** Both programs read the same tokens; then the last token of every context runs again alone. */
export async function runContexts(
  gpu: Gpu,
  base: string,
  contexts: readonly number[],
  chunk: number,
): Promise<ContextRun[]> {
  return withSession(gpu, base, Math.max(...contexts), chunk, async (session, ids) => {
    const [reference, fused] = await Promise.all(
      (['reference', 'fused'] as const).map((set) => session.programs.prepare(uniformProgram(set))),
    );
    const expected = new Map<number, Float32Array>();
    await session.prefill(reference!, ids, signal);
    for (const context of contexts.toReversed()) {
      session.rewind(context - 1);
      await session.prefill(reference!, [ids[context - 1]!], signal);
      expected.set(context, await session.logits());
    }
    session.rewind(0);
    await session.prefill(fused!, ids, signal);
    const runs = [];
    for (const context of contexts.toReversed()) {
      session.rewind(context - 1);
      await session.prefill(fused!, [ids[context - 1]!], signal);
      runs.push({ context, error: relativeRmsError(await session.logits(), expected.get(context)!) });
    }
    return runs.toReversed();
  });
}

/** The logits after `tokens` tokens read by fused kernels in batches of `chunk`. */
export function runChunked(gpu: Gpu, base: string, tokens: number, chunk: number): Promise<number[]> {
  return withSession(gpu, base, tokens, chunk, async (session, ids) => {
    await session.prefill(await session.programs.prepare(uniformProgram('fused')), ids, signal);
    return Array.from(await session.logits());
  });
}
