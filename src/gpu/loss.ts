/** A call can fail before the loss that made it fail is announced. */
const graceMs = 1000;

/** Of a device on which something failed: whether that is because the device is lost. */
export function isLost({ lost }: GPUDevice): Promise<boolean> {
  return Promise.race([
    lost.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), graceMs)),
  ]);
}
