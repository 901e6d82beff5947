import type { ConstantsOf, Contract } from './contract.ts';

/** A contract made runnable on one device. */
export interface Kernel<C extends Contract = Contract> {
  contract: C;
  pipeline: GPUComputePipeline;
  layout: GPUBindGroupLayout;
}

/**
 * Compiles `wgsl` (one `@compute` entry point, named as the contract) under the contract's own layout, so that a file
 * that asks for other bindings fails here by name. A failure is a bug in the kernel and throws with the compiler's words.
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
      const info = await module.getCompilationInfo();
      const lines = info.messages.map((m) => `${contract.name}:${m.lineNum}: ${m.message}`);
      throw new Error([`kernel ${contract.name} did not compile`, ...lines].join('\n'), { cause });
    });
  const error = await layoutError;
  if (error) throw new Error(`kernel ${contract.name}: ${error.message}`);
  return { contract, pipeline, layout };
}
