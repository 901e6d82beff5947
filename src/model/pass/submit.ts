import type { Gpu } from '../../gpu/device.ts';
import { encode, type Batch, type Command } from '../../gpu/recording.ts';

/** Commands per part, and parts in flight: the next is encoded while the GPU works on these. */
const partSize = 48;
const maxInFlight = 4;

/**
 * Runs a long batch in parts. No part occupies the GPU so long that a driver takes it for hung, and `signal` stops the batch
 * within the few parts in flight; false then.
 */
export async function submitInParts(
  { device }: Gpu,
  commands: readonly Command<unknown>[],
  batch: Batch,
  signal: AbortSignal,
): Promise<boolean> {
  const inFlight: Promise<undefined>[] = [];
  for (let first = 0; first < commands.length; first += partSize) {
    if (inFlight.length === maxInFlight) await inFlight.shift();
    if (signal.aborted) return false;
    const encoder = device.createCommandEncoder({ label: 'part of a batch' });
    const pass = encoder.beginComputePass({ label: 'forward' });
    encode(pass, commands.slice(first, first + partSize), batch);
    pass.end();
    device.queue.submit([encoder.finish()]);
    const done = device.queue.onSubmittedWorkDone();
    done.catch(() => {}); // on a lost device all parts in flight fail, and one of them is waited for
    inFlight.push(done);
  }
  // The logits of the last batch are waited for anyway. Until then nothing more should pile up.
  await inFlight[0];
  return true;
}
