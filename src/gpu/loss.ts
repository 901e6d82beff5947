import { Lifetime } from '../lifetime.ts';
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

const lifetimes = new WeakMap<GPUDevice, Lifetime<Refusal>>();

function lifetimeOf(device: GPUDevice): Lifetime<Refusal> {
  const known = lifetimes.get(device);
  if (known) return known;
  const lifetime = new Lifetime<Refusal>();
  lifetimes.set(device, lifetime);
  void device.lost.then((loss) => lifetime.end(new Refusal(lostFailure(loss))));
  return lifetime;
}

/**
 * The result of work on a device. Work that waits for a lost device may hang or fail: either way it refuses with `device-lost`.
 */
export async function unlessLost<T>(device: GPUDevice, work: Promise<T>): Promise<T> {
  try {
    return await lifetimeOf(device).during(() => work);
  } catch (error) {
    if (!(error instanceof Refusal) && (await isLost(device))) throw new Refusal(lostFailure(await device.lost));
    throw error;
  }
}
