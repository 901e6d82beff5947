import type { ConstantsOf, Contract } from './contract.ts';
import { buildKernel, type Kernel } from './kernel.ts';

/** A contract with the WGSL that fulfils it and the values of its constants: what a pipeline is made from. */
export interface KernelSource<C extends Contract = Contract> {
  contract: C;
  wgsl: string;
  constants: ConstantsOf<C>;
  /** Names what was changed in the file's text, if anything was. */
  edited?: string;
}

/** The kernels of one device, each compiled when it is first asked for. */
export class KernelCache {
  readonly #built = new Map<string, Promise<Kernel>>();
  /** When the one asked for last is there, and what to wait for before another is begun. */
  #last: Promise<unknown> = Promise.resolve();
  #held: Promise<void> = Promise.resolve();

  /** `onCpu`: whether what compiles kernels takes the cores that run them. Then they are compiled one after the other. */
  constructor(
    private readonly device: GPUDevice,
    private readonly onCpu: boolean,
  ) {}

  /** A file's name decides its text, so that a name, what was edited and the constants are the whole key. */
  get({ contract, wgsl, constants, edited }: KernelSource): Promise<Kernel> {
    const key = JSON.stringify([contract.name, edited, constants]);
    const known = this.#built.get(key);
    if (known) return known;
    const build = () => buildKernel(this.device, contract, wgsl, constants);
    const built = this.onCpu ? this.#last.then(() => this.#held).then(build) : build();
    this.#last = built.catch(() => {}); // told by whoever asked for it
    this.#built.set(key, built);
    return built;
  }

  /** On a CPU nothing more is compiled until the function that this answers with is called, so that work runs undisturbed. */
  hold(): () => void {
    let release!: () => void;
    this.#held = new Promise((resolve) => (release = resolve));
    return release;
  }
}
