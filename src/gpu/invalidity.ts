/** Does `work` on a device, and answers what the device finds invalid about it, if anything: an error scope that no other error passes. */
export async function invalidity(device: GPUDevice, work: () => Promise<void>): Promise<string | null> {
  device.pushErrorScope('validation');
  let error: Promise<GPUError | null>;
  try {
    await work();
  } finally {
    error = device.popErrorScope();
  }
  return (await error)?.message ?? null;
}
