import type { Gpu } from '../../gpu/device.ts';
import { encode, type Batch, type Command } from '../../gpu/recording.ts';
import { elapsedMs } from '../../gpu/timer.ts';
import type { StepName } from '../../vocabulary/program.ts';
import type { PassMemory } from '../pass/pass_memory.ts';
import type { RecordedProgram } from '../pass/programs/recordings.ts';
import type { Session } from '../sequence/session.ts';

/** Timed runs; one more before them is not timed. */
const runs = 9;

/**
 * Microseconds of a step of one token at the present position, alone. All layers' dispatches run back to back in one pass, so
 * that each finds its weights in memory and not in a cache. Null without timestamps, or where the step is part of another.
 * The cache and the residual stream hold garbage afterwards: rewind and prefill before going on.
 */
export async function timeStep(session: Session, recorded: RecordedProgram, step: StepName): Promise<number | null> {
  const { sequence, memory } = session;
  const batch = sequence.revisit();
  const commands = session
    .recording(recorded, batch)
    .commands.filter((command) => command.kind === 'dispatch' && command.step === step);
  if (commands.length === 0) return null;
  const us = await timeCommands(session, commands, batch);
  const { family, layers } = memory.pass.weights;
  const isLayers = family.steps.layer.some(({ name }) => name === step);
  return us === null ? null : us / (isLayers ? layers.length : 1);
}

/** Median microseconds that `commands` take in a pass of their own. Null without timestamps. */
export async function timeCommands(
  { gpu: { device }, memory }: { gpu: Gpu; memory: PassMemory },
  commands: readonly Command<unknown>[],
  batch: Batch,
): Promise<number | null> {
  const { timer, ids } = memory.buffers;
  if (!timer) return null;
  const times = [];
  for (let run = 0; run <= runs; run++) {
    const encoder = device.createCommandEncoder({ label: 'timed commands' });
    const pass = encoder.beginComputePass({ timestampWrites: timer.writes });
    encode(pass, commands, batch);
    pass.end();
    const slot = ids.acquire();
    timer.resolve(encoder, slot);
    device.queue.submit([encoder.finish()]);
    const ms = elapsedMs(await slot.read(), 0);
    if (run > 0) times.push(1000 * ms);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
}
