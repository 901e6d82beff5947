import { againstFloat64, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import { fused, manyTokens, type KernelChecks } from '../checking/kernel_check.ts';
import { formatNames } from '../formats/formats.ts';
import { matmul, rmsNorm } from '../oracle/float64.ts';
import {
  eps,
  inverseSqrtAllowance,
  normed,
  sampleSizes,
  tokensInModel,
  type Batches,
  type ProductOperands,
} from '../products/scene.ts';
import { recordLogits } from './record.ts';

/** Logits: of every token, or of the last of many. The weight is split into pieces of `pieceRows` or a little more. */
function normProductCheck(rows: Batches | 'last of many'): Check<ProductOperands & { pieceRows: number }> {
  const batches = rows === 'one' ? 'one' : 'many';
  return {
    formats: formatNames,
    sample: (random) => {
      const [sizes, outputs] = [sampleSizes(random, batches), random.odd(3, 300)];
      return { ...sizes, outputs, pieceRows: random.integer(1, outputs >> 1) };
    },
    // An eighth of the vocabulary: all of it would take the oracle half a minute.
    inModel: ({ hidden, vocabulary }) => {
      const outputs = vocabulary / 8;
      return { ...tokensInModel(batches), inputs: hidden, outputs, pieceRows: outputs };
    },
    build(rig, { tokens = 1, inputs, outputs, pieceRows }, random, format) {
      const { x, gain, operands, bytes, words } = normed(rig, random, tokens, inputs, format);
      const encoded = encode(random.normals(outputs * inputs), format);
      const last = rows === 'last of many';
      const count = last ? 1 : tokens;
      const logits = rig.output(count * outputs, outputs);
      const tail = last ? rig.output(inputs, inputs, { fixed: 1 }) : operands.x;
      const weight = rig.weight(encoded, format, outputs, inputs, pieceRows);
      return {
        words,
        batch: { start: 3, tokens },
        bytes: bytes - 4 * (tokens - count) * inputs + encoded.bytes.length + 4 * count * outputs,
        plan: rig.plan(tokens, (on) => recordLogits(on, { ...operands, tail, logits, weight })),
        judge: againstFloat64(
          () => rig.read(logits),
          (round) => matmul(rmsNorm(x.slice(-count * inputs), gain, eps, round), encoded.values, inputs, round),
          inverseSqrtAllowance,
        ),
      };
    },
  };
}

export const checks: KernelChecks = {
  norm_product: fused(normProductCheck('one')),
  norm_product_tiles: manyTokens(normProductCheck('many')),
  norm_product_of_the_last: fused(normProductCheck('last of many')),
};
