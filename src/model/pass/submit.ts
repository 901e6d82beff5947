import type { Gpu } from '../../gpu/device.ts';
import { encode, type Batch, type Command } from '../../gpu/recording.ts';

/** Commands a part, and parts that may be on their way: the next is encoded while the GPU works on these. */
const partSize = 48;
const mostUnderWay = 4;

/**
 * Runs a long batch part by part: no part keeps the GPU so long that a driver takes it for hung, and `signal` stops the batch within
 * the few that are under way; false then.
 */
export async function submitInParts(
  { device }: Gpu,
  commands: readonly Command<unknown>[],
  batch: Batch,
  signal: AbortSignal,
): Promise<boolean> {
  const underWay: Promise<undefined>[] = [];
  for (let first = 0; first < commands.length; first += partSize) {
    if (underWay.length === mostUnderWay) await underWay.shift();
    if (signal.aborted) return false;
    const encoder = device.createCommandEncoder({ label: 'part of a batch' });
    const pass = encoder.beginComputePass({ label: 'forward' });
    encode(pass, commands.slice(first, first + partSize), batch);
    pass.end();
    device.queue.submit([encoder.finish()]);
    underWay.push(device.queue.onSubmittedWorkDone());
  }
  // After the last batch its logits are waited for anyway; until then nothing more should pile up.
  await underWay[0];
  return true;
}
