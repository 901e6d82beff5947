import { againstBits, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import { byBits, fused, inWorkgroupMemory, manyTokens, type KernelChecks } from '../checking/kernel_check.ts';
import { e4m3Value } from '../formats/grouped/fp8.ts';
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

/** Every subnormal, of which WGSL lets some be flushed, and for FP8 everything else. */
const smallFloats = {
  F16: Array.from({ length: 2048 }, (_, i) => (i - 1024) * 2 ** -24),
  FP8: Array.from({ length: 256 }, (_, code) => e4m3Value(code)).filter((value) => !Number.isNaN(value)),
};

/** Weights are widened exactly: a row is a small float among zeros, and the input that meets it is 1. */
const smallFloatsCheck: Check<{ inputs: number; at: number }> = {
  formats: ['F16', 'FP8'],
  multiples: { inputs: 128 },
  minima: { at: 0 },
  sample: (random) => ({ inputs: random.pick([128, 512]), at: random.integer(0, 127) }),
  inModel: ({ ffn }) => ({ inputs: ffn, at: 0 }),
  build(rig, { inputs, at }, _random, format) {
    const values = smallFloats[format as keyof typeof smallFloats];
    const outputs = values.length;
    const weights = new Float32Array(outputs * inputs);
    for (const [row, value] of values.entries()) {
      weights[row * inputs + at] = value;
      weights[row * inputs + (at ^ 1)] = 448; // the scale of FP8 is then 1
    }
    const y = Float32Array.from({ length: inputs }, (_, i) => (i === at ? 1 : 0));
    const weight = encode(weights, format);
    const sum = rig.output(outputs, outputs);
    const operands = {
      y: rig.input(y, inputs),
      weight: rig.weight(weight, format, outputs, inputs),
      x: rig.input(new Float32Array(outputs), outputs),
      sum,
    };
    return {
      batch: { start: 3, tokens: 1 },
      bytes: y.byteLength + weight.bytes.length + 8 * outputs,
      plan: rig.plan(1, (on) => recordProductAdd(on, operands)),
      // A sum is no negative zero.
      judge: againstBits(
        () => rig.read(sum),
        values.map((value) => value + 0),
      ),
    };
  },
};

export const checks: KernelChecks = {
  product_add: fused(productAddCheck('one')),
  product_add_tiles: manyTokens(productAddCheck('many')),
  product_add_tiles_in_workgroup_memory: inWorkgroupMemory(productAddCheck('many')),
  product_add_of_small_floats: { check: smallFloatsCheck, seeds: [1, 2], seedsWithoutSubgroups: [] },
  product_add_of_small_floats_by_bits: byBits(smallFloatsCheck),
};
