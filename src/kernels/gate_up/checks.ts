import { againstFloat64, halfUlp, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import { fused, inWorkgroupMemory, manyTokens, type KernelChecks } from '../checking/kernel_check.ts';
import { formatNames } from '../formats/formats.ts';
import { weightBytes } from '../operands.ts';
import { matmul, rmsNorm, swiglu } from '../oracle/float64.ts';
import {
  eps,
  inverseSqrtAllowance,
  normed,
  sampleSizes,
  tokensInModel,
  type Batches,
  type ProductOperands,
} from '../products/scene.ts';
import { roundUp, tileOutputs } from '../products/split_buffers.ts';
import { recordGateUp } from './record.ts';

/** WGSL: exp(x) is good to 3 + 2 |x| units where it matters (|x| under 17), division to 2.5. */
const siluAllowance = 2 * (3 + 2 * 17 + 2.5) * halfUlp;

function normGateUpCheck(batches: Batches): Check<ProductOperands> {
  return {
    formats: formatNames,
    sample: (random) => ({ ...sampleSizes(random, batches), outputs: random.odd(3, 200) }),
    inModel: ({ hidden, ffn }) => ({ ...tokensInModel(batches), inputs: hidden, outputs: ffn }),
    build(rig, { tokens = 1, inputs, outputs }, random, format) {
      const { x, gain, operands, bytes, words } = normed(rig, random, tokens, inputs, format);
      const weights = [0, 1].map(() => encode(random.normals(outputs * inputs, 0.1), format));
      const act = rig.output(tokens * outputs, outputs);
      const pack = rig.pack(weights, [format, format], inputs);
      return {
        words,
        batch: { start: 3, tokens },
        bytes: bytes + weightBytes(format, 2 * outputs * inputs) + 4 * tokens * outputs,
        plan: rig.plan(tokens, (on) => recordGateUp(on, { ...operands, pack, act }), {
          product: { inputs, outputs: 2 * roundUp(outputs, tileOutputs) },
        }),
        judge: againstFloat64(
          () => rig.read(act),
          (round) => {
            const h = rmsNorm(x, gain, eps, round);
            const [gate, up] = weights.map(({ values }) => matmul(h, values, inputs, round));
            return swiglu(gate!, up!, round);
          },
          inverseSqrtAllowance + siluAllowance,
        ),
      };
    },
  };
}

export const checks: KernelChecks = {
  norm_gate_up: fused(normGateUpCheck('one')),
  norm_gate_up_tiles: manyTokens(normGateUpCheck('many')),
  norm_gate_up_tiles_in_workgroup_memory: inWorkgroupMemory(normGateUpCheck('many')),
};
