import type { Gpu } from '../../gpu/device.ts';
import { Refusal } from '../../result.ts';

/**
 * In ms. Between two signs of life kernels are compiled, dispatched and read back, which takes seconds on a busy CPU adapter. A GPU's driver ends
 * a dispatch after 2 to 10 s by itself; a CPU adapter never does.
 */
const silentMs = 60_000;
/** The same once a person has stopped it. */
const stoppedMs = 2000;

/**
 * Work that waits for a kernel that may never end. Without a sign of life for too long the device is given up, since nothing else ends a
 * dispatch. Refuses with `device-lost`.
 */
export async function bounded<T>(
  { device }: Gpu,
  signal: AbortSignal,
  work: (alive: () => void) => Promise<T>,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let giveUp!: (refusal: Refusal) => void;
  const given = new Promise<never>((_, reject) => (giveUp = reject));
  const wait = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      giveUp(
        new Refusal({
          kind: 'device-lost',
          message:
            'The kernel did not end, so the GPU was given up: reload the model to go on, and look at the loops of the kernel.',
        }),
      );
      // Whoever waits hears first why.
      setTimeout(() => device.destroy());
    }, ms);
  };
  const stop = () => wait(stoppedMs);
  signal.addEventListener('abort', stop);
  wait(silentMs);
  try {
    return await Promise.race([work(() => signal.aborted || wait(silentMs)), given]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
