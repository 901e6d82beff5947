import { matmul } from '../oracle/float64.ts';
import type { WeightType } from '../operands.ts';
import { judge, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';

export function matmulCheck(type: WeightType): Check {
  return async (rig, random) => {
    const [tokens, inputs, outputs] = [random.odd(1, 9), random.odd(3, 700), random.odd(3, 300)];
    // Odd rows share words and blocks; pieces, as made on load, begin on a whole one.
    const rowsAPiece = random.rowsAPiece(type, outputs, inputs);
    const x = random.normals(tokens * inputs);
    const weight = encode(random.normals(outputs * inputs), type);
    const y = rig.output(tokens * outputs, outputs);
    await rig.run({ start: 0, tokens }, (op) =>
      op.matmul(rig.input(x, inputs), rig.weight(weight, type, outputs, inputs, rowsAPiece), y),
    );
    const shape = `${tokens}x${inputs} by ${outputs}, ${rowsAPiece} rows a piece`;
    return judge(shape, await rig.read(y), (round) => matmul(x, weight.values, inputs, round));
  };
}
