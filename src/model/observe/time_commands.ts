import type { Gpu } from '../../gpu/device.ts';
import { encode, type Batch, type Command } from '../../gpu/recording.ts';
import { elapsedMs } from '../../gpu/timer.ts';
import type { SessionBuffers } from '../sequence/session_buffers.ts';

/** Timed runs; one before them is not. */
const runs = 9;

/** Median microseconds that `commands` take in a pass of their own. Null without timestamps. */
export async function timeCommands(
  { device }: Gpu,
  { timer, ids }: SessionBuffers,
  commands: readonly Command<unknown>[],
  batch: Batch,
): Promise<number | null> {
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
