import { judge, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import { fused, manyTokens, type KernelChecks } from '../checking/kernel_check.ts';
import { matmul, rmsNorm } from '../oracle/float64.ts';
import { eps, inverseSqrtAllowance, normed, sizes, type Shape } from '../products/scene.ts';
import { recordLogits } from './record.ts';

/** Logits: of every token, or of the last of many. */
function normProductCheck(shape: Shape | 'last of many'): Check {
  return async (rig, random) => {
    const { type, inputs, tokens } = sizes(random, shape === 'one' ? 'one' : 'many');
    const { x, gain, scale } = normed(random, tokens, inputs, type);
    const outputs = random.odd(3, 300);
    const rowsAPiece = random.rowsAPiece(type, outputs, inputs);
    const weight = encode(random.normals(outputs * inputs), type);
    const last = shape === 'last of many';
    const rows = last ? 1 : tokens;
    const logits = rig.output(rows * outputs, outputs);
    const tokensIn = rig.input(x, inputs);
    const tail = last ? rig.output(inputs, inputs, { fixed: 1 }) : tokensIn;
    const operands = {
      x: tokensIn,
      tail,
      logits,
      gain: rig.weight(gain.encoded, gain.type, 1, inputs),
      weight: rig.weight(weight, type, outputs, inputs, rowsAPiece),
      eps,
    };
    await rig.run({ start: 3, tokens }, (on) => recordLogits(on, operands));
    return judge(
      `${type} ${tokens}x${inputs} by ${outputs}, ${rowsAPiece} rows a piece, scale ${scale}`,
      await rig.read(logits),
      (round) =>
        matmul(rmsNorm(x.slice(-rows * inputs), gain.encoded.values, eps, round), weight.values, inputs, round),
      inverseSqrtAllowance,
    );
  };
}

export const checks: KernelChecks = {
  norm_product: fused(normProductCheck('one')),
  'norm_product of the last token': fused(normProductCheck('last of many')),
  norm_product_tiles: manyTokens(normProductCheck('many')),
};
