import type { Failure } from '../result.ts';

/** A call can fail before the device announces the loss that made it fail. */
const graceMs = 1000;

/** Whether something failed on a device because the device is lost. */
export function isLost({ lost }: GPUDevice): Promise<boolean> {
  return Promise.race([
    lost.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), graceMs)),
  ]);
}

/** A loss as a person is told of it. */
export function lostFailure(loss: GPUDeviceLostInfo): Failure {
  const detail = loss.message ? ` (${loss.message.split('\n')[0]})` : '';
  return {
    kind: 'device-lost',
    message: `The GPU was lost${detail}: reload the model to go on; if it happens again, choose a smaller model or update the driver.`,
  };
}
