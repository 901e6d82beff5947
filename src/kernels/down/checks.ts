import type { Check } from '../checking/check.ts';
import { fused, inWorkgroupMemory, manyTokens, type KernelChecks } from '../checking/kernel_check.ts';
import { residualProduct, residualProductSizes, type Batches, type ProductOperands } from '../products/scene.ts';
import { recordProductAdd } from './record.ts';

function productAddCheck(batches: Batches): Check<ProductOperands> {
  return {
    ...residualProductSizes(batches),
    build(rig, sizes, random, format) {
      const { operands, ...others } = residualProduct(rig, sizes, random, format);
      const plan = rig.plan(others.batch.tokens, (on) => recordProductAdd(on, operands), { product: sizes });
      return { ...others, plan };
    },
  };
}

export const checks: KernelChecks = {
  product_add: fused(productAddCheck('one')),
  product_add_tiles: manyTokens(productAddCheck('many')),
  product_add_tiles_in_workgroup_memory: inWorkgroupMemory(productAddCheck('many')),
};
