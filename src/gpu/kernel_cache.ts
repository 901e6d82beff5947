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

  constructor(private readonly device: GPUDevice) {}

  /** A file's name decides its text, so that a name, what was edited and the constants are the whole key. */
  get({ contract, wgsl, constants, edited }: KernelSource): Promise<Kernel> {
    const key = JSON.stringify([contract.name, edited, constants]);
    const known = this.#built.get(key);
    if (known) return known;
    const built = buildKernel(this.device, contract, wgsl, constants);
    this.#built.set(key, built);
    return built;
  }
}
