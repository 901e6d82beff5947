import { judge, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import { fused, inWorkgroupMemory, manyTokens, type KernelChecks } from '../checking/kernel_check.ts';
import { matmul, rmsNorm, swiglu, type Round } from '../oracle/float64.ts';
import { eps, inverseSqrtAllowance, normed, siluAllowance, sizes, type Shape } from '../products/scene.ts';
import { recordGateUp } from './record.ts';

function normGateUpCheck(shape: Shape): Check {
  return async (rig, random) => {
    const { type, inputs, tokens } = sizes(random, shape);
    const { x, gain, scale } = normed(random, tokens, inputs, type);
    const outputs = random.odd(3, 200);
    const [gate, up] = [0, 1].map(() => encode(random.normals(outputs * inputs, 0.1), type));
    const act = rig.output(tokens * outputs, outputs);
    const operands = {
      x: rig.input(x, inputs),
      gain: rig.weight(gain.encoded, gain.type, 1, inputs),
      pack: rig.pack([gate!, up!], type, inputs),
      act,
      eps,
    };
    await rig.run({ start: 3, tokens }, (on) => recordGateUp(on, operands));
    const oracle = (round: Round) => {
      const h = rmsNorm(x, gain.encoded.values, eps, round);
      return swiglu(matmul(h, gate!.values, inputs, round), matmul(h, up!.values, inputs, round), round);
    };
    const words = `${type} ${tokens}x${inputs} by 2x${outputs}, scale ${scale}`;
    return judge(words, await rig.read(act), oracle, inverseSqrtAllowance + siluAllowance);
  };
}

export const checks: KernelChecks = {
  norm_gate_up: fused(normGateUpCheck('one')),
  norm_gate_up_tiles: manyTokens(normGateUpCheck('many')),
  'norm_gate_up_tiles in workgroup memory': inWorkgroupMemory(normGateUpCheck('many')),
};
