import type { Gpu } from '../../gpu/device.ts';
import type { Batch } from '../../gpu/recording.ts';
import type { Replay } from '../../model/observe/replay.ts';
import { timeCommands } from '../../model/observe/time_step.ts';
import type { RecordedProgram } from '../../model/pass/programs/recordings.ts';
import type { BatchShape } from '../../vocabulary/batch_shape.ts';
import type { KernelTime } from '../contract/own_kernel.ts';

/** Turns of each: a GPU raises its clocks while it works. */
const turns = 5;

/** What each shape is timed at; at a long context behind the positions that make it one. */
const batches: Record<BatchShape, Batch> = {
  one: { start: 16, tokens: 1 },
  'one-long': { start: 0, tokens: 1 },
  few: { start: 8, tokens: 6 },
  'few-long': { start: 0, tokens: 4 },
  many: { start: 0, tokens: 16 },
};

/**
 * Times a kernel's dispatches of all layers back to back, by `own` and by `onFile` in turns, so that each finds its weights in memory and not
 * in a cache. Null without timestamps. What `replay` holds is garbage afterwards.
 */
export async function timeKernel(
  gpu: Gpu,
  replay: Replay,
  kernel: string,
  shape: BatchShape,
  { own, onFile }: Record<'own' | 'onFile', RecordedProgram>,
): Promise<KernelTime | null> {
  const long = shape === 'one-long' || shape === 'few-long' ? replay.longContext : 0;
  if (long === null) return null;
  const batch = { ...batches[shape], start: batches[shape].start + long };
  const { memory } = replay;
  gpu.device.queue.writeBuffer(memory.buffers.activations.batch, 0, Uint32Array.of(batch.start, batch.tokens));
  const time = async (recorded: RecordedProgram) => {
    const commands = (await replay.recording(recorded, shape)).commands.filter(
      (command) => command.kind === 'dispatch' && command.kernel === kernel,
    );
    const us = await timeCommands({ gpu, memory }, commands, batch);
    return us === null ? null : us / commands.length;
  };
  const best = { own: Infinity, onFile: Infinity };
  for (let turn = 0; turn < turns; turn++) {
    const [ours, theirs] = [await time(onFile), await time(own)];
    if (ours === null || theirs === null) return null;
    best.onFile = Math.min(best.onFile, ours);
    best.own = Math.min(best.own, theirs);
  }
  return { shape, ...best };
}
