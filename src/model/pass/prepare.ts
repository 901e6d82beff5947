/** What it takes before a program can answer: recordings over its kernels, and what draws. */
import type { Gpu } from '../../gpu/device.ts';
import type { Variant } from '../../kernels/variants/variant.ts';
import type { PassMemory } from './pass_memory.ts';
import { uniformProgram, type Program } from '../../vocabulary/program.ts';
import type { RecordedProgram } from './recordings.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';

/** Waits for all of it. Refuses with `out-of-memory`. */
export async function prepareToDraw(
  { recordings, buffers }: PassMemory,
  program: Program,
  variants: readonly Variant[],
  settings: SamplingSettings,
): Promise<RecordedProgram> {
  const recorded = await recordings.get(program, variants);
  if (recorded.program.sample === 'reference') return recorded;
  try {
    await buffers.sampler.prepare(settings);
    return recorded;
  } catch (error) {
    recordings.fallbacks.fallBack(error, recorded.program);
    return recordings.get(program, variants);
  }
}

/**
 * Waits as little as possible: until the GPU's sampler is compiled the CPU draws, and on a CPU adapter, where compiling takes longer
 * than it saves at first, the reference's kernels run until the program's are. Refuses with `out-of-memory`.
 */
export async function prepareSoon(
  { adapter }: Gpu,
  memory: PassMemory,
  program: Program,
  settings: SamplingSettings,
): Promise<RecordedProgram> {
  const { recordings, buffers } = memory;
  const wanted = adapter.isFallback ? await recordings.soon(program) : await recordings.get(program);
  if (!wanted) return recordings.get(uniformProgram('reference'));
  const draws = wanted.program.sample === 'reference' || buffers.sampler.prepared(settings);
  return prepareToDraw(memory, draws ? program : { ...program, sample: 'reference' }, [], settings);
}

/**
 * Compiles what answers by `program` take, what they can begin with first: the reference's kernels take 0.35 s on the CPU
 * adapter, the fused ones 6.5 s, and those that draw 7 s. Refuses with `out-of-memory`.
 */
export async function compileAhead({ recordings, buffers }: PassMemory, program: Program): Promise<void> {
  // All is begun at once: what is begun when the session is gone would be nobody's to give back.
  const passes = [recordings.get(uniformProgram('reference')), recordings.get(program)];
  const draws =
    program.sample === 'fused' &&
    buffers.sampler.prepareAll().catch((error: unknown) => {
      recordings.fallbacks.fallBack(error, uniformProgram('fused'));
    });
  await Promise.all([...passes, draws]);
}
