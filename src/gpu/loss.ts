/** A call can fail before the device announces the loss that made it fail. */
const graceMs = 1000;

/** Whether something failed on a device because the device is lost. */
export function isLost({ lost }: GPUDevice): Promise<boolean> {
  return Promise.race([
    lost.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), graceMs)),
  ]);
}
