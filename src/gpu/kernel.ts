import { Refusal } from '../result.ts';
import type { ConstantsOf, Contract } from './contract.ts';
import { isLost } from './loss.ts';

/** A contract, compiled for a device. */
export interface Kernel<C extends Contract = Contract> {
  contract: C;
  pipeline: GPUComputePipeline;
  layout: GPUBindGroupLayout;
}

/** A kernel does not compile here: its text has a mistake, or the compiler has. */
export class Uncompiled extends Refusal {
  constructor(
    readonly kernel: string,
    /** The compiler's. */
    readonly words: string,
  ) {
    super({
      kind: 'bad-kernel',
      message: `The kernel ${kernel} does not compile here (${words.replaceAll(/\s+/g, ' ')}): update the browser or the graphics driver.`,
    });
  }
}

/**
 * Compiles `wgsl`, whose entry point has the contract's name, with the layout of the contract's bindings.
 *
 * @throws Uncompiled with the compiler's messages.
 */
export async function buildKernel<C extends Contract>(
  device: GPUDevice,
  contract: C,
  wgsl: string,
  constants: ConstantsOf<C>,
): Promise<Kernel<C>> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label: contract.name, code: wgsl });
  const entries: GPUBindGroupLayoutEntry[] = Object.values(contract.bindings).map((access, binding) => ({
    binding,
    visibility: GPUShaderStage.COMPUTE,
    buffer: { type: access === 'read' ? 'read-only-storage' : 'storage' },
  }));
  if (Object.keys(contract.params).length > 0) {
    entries.push({ binding: entries.length, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'uniform' } });
  }
  const layout = device.createBindGroupLayout({ label: contract.name, entries });
  const layoutError = device.popErrorScope();
  const pipeline = await device
    .createComputePipelineAsync({
      label: contract.name,
      layout: device.createPipelineLayout({ label: contract.name, bindGroupLayouts: [layout] }),
      compute: { module, entryPoint: contract.name, constants },
    })
    .catch(async (cause: unknown) => {
      // On a lost device nothing compiles, whatever the kernel.
      if (await isLost(device)) throw new Error(`kernel ${contract.name}: the device was lost`, { cause });
      const { messages } = await module.getCompilationInfo();
      const errors = messages.filter(({ type }) => type === 'error');
      const lines = errors.map(({ lineNum, message }) => `line ${lineNum}: ${message}`);
      throw new Uncompiled(contract.name, lines.length > 0 ? lines.join('; ') : String(cause));
    });
  const error = await layoutError;
  if (error) throw new Uncompiled(contract.name, error.message);
  return { contract, pipeline, layout };
}
