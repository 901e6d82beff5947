import { openDevice, type Gpu } from '../gpu/device.ts';
import { Refusal, refuse } from '../result.ts';

/** Chromium does this to every page once its GPU process has crashed a few times. */
const withheld = 'The browser gives this page no GPU any more, as it does after crashes: restart the browser to go on.';

/** A GPU that is still at what it was given up for answers nobody: on a CPU adapter, a kernel that does not end. In ms. */
const patience = 30_000;
const hung =
  'The browser’s GPU does not answer, as while it runs a kernel that does not end: restart the browser to go on.';

/** The device: opened at the first call, and again after it was lost or could not be opened. */
export class LastingDevice {
  #opening: Promise<Gpu> | null = null;
  #hadOne = false;

  constructor(private readonly onLost: () => void) {}

  /** Refuses as {@link openDevice} does, and with `device-lost` where the browser gives none any more. */
  get(): Promise<Gpu> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  async #open(): Promise<Gpu> {
    const opening = this.#hadOne ? within(patience, openDevice()) : openDevice();
    const gpu = await opening.catch((error: unknown) => {
      if (this.#hadOne && error instanceof Refusal && error.failure.kind === 'no-webgpu')
        refuse('device-lost', withheld);
      throw error;
    });
    this.#hadOne = true;
    void this.#forgetWhenLost(gpu.device);
    return gpu;
  }

  async #forgetWhenLost(device: GPUDevice): Promise<void> {
    await device.lost;
    this.#opening = null;
    this.onLost();
  }
}

/** What is opened too late is destroyed: nobody waits for it. */
async function within(ms: number, opening: Promise<Gpu>): Promise<Gpu> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)));
  const gpu = await Promise.race([opening, late]);
  clearTimeout(timer);
  if (gpu) return gpu;
  opening.then(
    ({ device }) => device.destroy(),
    () => {},
  );
  refuse('device-lost', hung);
}
