/** The reference set: every stage as one plain dispatch, obviously right before fast. Built once a device. */
import addWgsl from '../../shaders/reference/add.wgsl?raw';
import attentionWgsl from '../../shaders/reference/attention.wgsl?raw';
import embedWgsl from '../../shaders/reference/embed.wgsl?raw';
import kvAppendWgsl from '../../shaders/reference/kv_append.wgsl?raw';
import lastRowWgsl from '../../shaders/reference/last_row.wgsl?raw';
import matmulWgsl from '../../shaders/reference/matmul.wgsl?raw';
import rmsNormWgsl from '../../shaders/reference/rms_norm.wgsl?raw';
import ropeWgsl from '../../shaders/reference/rope.wgsl?raw';
import swigluWgsl from '../../shaders/reference/swiglu.wgsl?raw';
import type { ConstantsOf, Contract } from '../gpu/contract.ts';
import type { Gpu } from '../gpu/device.ts';
import { buildKernel, type Kernel } from '../gpu/kernel.ts';
import { compose } from './compose.ts';
import * as contracts from './contracts.ts';
import { weightTypes, type WeightType } from './operands.ts';

/** Invocations a workgroup: a power of two, at least 64 (attention.wgsl), within every adapter's 256. */
export const groupSize = 64;

export const referenceSources = {
  add: addWgsl,
  attention: attentionWgsl,
  embed: embedWgsl,
  kvAppend: kvAppendWgsl,
  lastRow: lastRowWgsl,
  matmul: matmulWgsl,
  rmsNorm: rmsNormWgsl,
  rope: ropeWgsl,
  swiglu: swigluWgsl,
} satisfies Record<keyof typeof contracts, string>;

/** Kernels that read weights, one a storage type. */
type ByType<C extends Contract> = Record<WeightType, Kernel<C>>;

export interface ReferenceKernels {
  embed: ByType<typeof contracts.embed>;
  rmsNorm: ByType<typeof contracts.rmsNorm>;
  matmul: ByType<typeof contracts.matmul>;
  rope: Kernel<typeof contracts.rope>;
  kvAppend: Kernel<typeof contracts.kvAppend>;
  attention: Kernel<typeof contracts.attention>;
  add: Kernel<typeof contracts.add>;
  swiglu: Kernel<typeof contracts.swiglu>;
  lastRow: Kernel<typeof contracts.lastRow>;
}

export async function buildReferenceKernels(gpu: Gpu): Promise<ReferenceKernels> {
  const build = <C extends Contract>(contract: C, wgsl: string, constants: ConstantsOf<C>) =>
    buildKernel(gpu, contract, compose(contract, wgsl), constants);
  const byType = async <C extends Contract>(contract: C, wgsl: string): Promise<ByType<C>> => {
    const of = (type: WeightType) =>
      build(contract, wgsl, { weight_type: weightTypes[type], group_size: groupSize } as ConstantsOf<C>);
    const [F32, F16, BF16] = await Promise.all([of('F32'), of('F16'), of('BF16')]);
    return { F32, F16, BF16 };
  };
  const [embed, rmsNorm, matmul, rope, kvAppend, attention, add, swiglu, lastRow] = await Promise.all([
    byType(contracts.embed, referenceSources.embed),
    byType(contracts.rmsNorm, referenceSources.rmsNorm),
    byType(contracts.matmul, referenceSources.matmul),
    build(contracts.rope, referenceSources.rope, { group_size: groupSize }),
    build(contracts.kvAppend, referenceSources.kvAppend, { group_size: groupSize }),
    build(contracts.attention, referenceSources.attention, { group_size: groupSize }),
    build(contracts.add, referenceSources.add, { group_size: groupSize }),
    build(contracts.swiglu, referenceSources.swiglu, { group_size: groupSize }),
    build(contracts.lastRow, referenceSources.lastRow, { group_size: groupSize }),
  ]);
  return { embed, rmsNorm, matmul, rope, kvAppend, attention, add, swiglu, lastRow };
}
