import type { ConstantsOf, Contract } from './contract.ts';
import { buildKernel, type Kernel } from './kernel.ts';

/** What a pipeline is made from: a contract, its WGSL, and the values of its constants. */
export interface KernelSource<C extends Contract = Contract> {
  contract: C;
  wgsl: string;
  constants: ConstantsOf<C>;
}

/** The kernels of one device, each compiled when it is first asked for. */
export class KernelCache {
  readonly #built = new Map<string, Promise<Kernel>>();
  /** Settles when the kernel requested last is compiled. */
  #last: Promise<unknown> = Promise.resolve();
  #held: Promise<void> = Promise.resolve();

  /** `onCpu`: the compiler and the kernels share cores, so kernels are compiled one at a time. */
  constructor(
    private readonly device: GPUDevice,
    private readonly onCpu: boolean,
  ) {}

  /** A name has several texts: by what its file leaves to choose, and by what a variant changes. */
  get({ contract, wgsl, constants }: KernelSource): Promise<Kernel> {
    const key = `${JSON.stringify([contract.name, constants])} ${wgsl}`;
    const known = this.#built.get(key);
    if (known) return known;
    const build = () => buildKernel(this.device, contract, wgsl, constants);
    const built = this.onCpu ? this.#last.then(() => this.#held).then(build) : build();
    this.#last = built.catch(() => {}); // the caller handles the error
    this.#built.set(key, built);
    return built;
  }

  /** On a CPU, starts no further compilation until the returned function is called, so that work is not slowed down. */
  hold(): () => void {
    let release!: () => void;
    this.#held = new Promise((resolve) => (release = resolve));
    return release;
  }
}
