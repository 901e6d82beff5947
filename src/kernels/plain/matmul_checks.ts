import * as operations from './operations.ts';
import { matmul } from '../oracle/float64.ts';
import { againstFloat64, type Check } from '../checking/check.ts';
import { formatNames } from '../formats/formats.ts';
import { encode } from '../checking/encode.ts';

/** A weight is split into pieces of at most `pieceRows`. */
export const matmulCheck: Check<{ tokens: number; inputs: number; outputs: number; pieceRows: number }> = {
  formats: formatNames,
  sample: (random) => {
    const [tokens, inputs, outputs] = [random.odd(1, 9), random.odd(3, 700), random.odd(3, 300)];
    return { tokens, inputs, outputs, pieceRows: random.integer(1, outputs >> 1) };
  },
  inModel: ({ hidden, ffn }) => ({ tokens: 1, inputs: hidden, outputs: ffn, pieceRows: ffn }),
  build(rig, { tokens, inputs, outputs, pieceRows }, random, format) {
    const x = random.normals(tokens * inputs);
    const weight = encode(random.normals(outputs * inputs), format);
    const y = rig.output(tokens * outputs, outputs);
    // Odd rows share words and blocks. Pieces begin with a whole one, as in the engine.
    const [input, pieces] = [rig.input(x, inputs), rig.weight(weight, format, outputs, inputs, pieceRows)];
    return {
      batch: { start: 0, tokens },
      bytes: x.byteLength + weight.bytes.length + 4 * tokens * outputs,
      plan: rig.plan(tokens, (on) => operations.matmul(on, input, pieces, y)),
      judge: againstFloat64(
        () => rig.read(y),
        (round) => matmul(x, weight.values, inputs, round),
      ),
    };
  },
};
