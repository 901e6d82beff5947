import { Refusal, type Failure } from '../result.ts';

/** A call can fail before the device announces the loss that made it fail. */
const graceMs = 1000;

/** Whether something failed on a device because the device is lost. */
export function isLost({ lost }: GPUDevice): Promise<boolean> {
  return Promise.race([
    lost.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), graceMs)),
  ]);
}

export function lostFailure(loss: GPUDeviceLostInfo): Failure {
  const detail = loss.message ? ` (${loss.message.split('\n')[0]})` : '';
  return {
    kind: 'device-lost',
    message: `The GPU was lost${detail}: reload the model to go on; if it happens again, choose a smaller model or update the driver.`,
  };
}

/** What waits on each device. A promise keeps all reactions to it, with what they hold, so a device's loss has one. */
const waiting = new WeakMap<GPUDevice, Set<(refusal: Refusal) => void>>();

function waitersOf(device: GPUDevice): Set<(refusal: Refusal) => void> {
  const known = waiting.get(device);
  if (known) return known;
  const waiters = new Set<(refusal: Refusal) => void>();
  waiting.set(device, waiters);
  void tellOfLoss(device, waiters);
  return waiters;
}

async function tellOfLoss({ lost }: GPUDevice, waiters: ReadonlySet<(refusal: Refusal) => void>): Promise<void> {
  const refusal = new Refusal(lostFailure(await lost));
  for (const refuse of waiters) refuse(refusal);
}

/**
 * The result of work on a device. Work that waits for a lost device may hang or fail: either way it refuses with `device-lost`.
 */
export async function unlessLost<T>(device: GPUDevice, work: Promise<T>): Promise<T> {
  const waiters = waitersOf(device);
  let refuse!: (refusal: Refusal) => void;
  const lost = new Promise<never>((_, reject) => (refuse = reject));
  waiters.add(refuse);
  try {
    return await Promise.race([work, lost]);
  } catch (error) {
    if (!(error instanceof Refusal) && (await isLost(device))) throw new Refusal(lostFailure(await device.lost));
    throw error;
  } finally {
    waiters.delete(refuse);
  }
}
