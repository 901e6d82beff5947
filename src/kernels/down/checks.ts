import { judge, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import { fused, inWorkgroupMemory, manyTokens, type KernelChecks } from '../checking/kernel_check.ts';
import { add, matmul } from '../oracle/float64.ts';
import { sizes, type Shape } from '../products/scene.ts';
import { recordProductAdd } from './record.ts';

function productAddCheck(shape: Shape): Check {
  return async (rig, random) => {
    const { type, inputs, tokens } = sizes(random, shape);
    const outputs = random.odd(3, 200);
    const y = random.normals(tokens * inputs);
    const before = random.normals(tokens * outputs, 10);
    const weight = encode(random.normals(outputs * inputs), type);
    const sum = rig.output(before.length, outputs);
    const operands = {
      y: rig.input(y, inputs),
      weight: rig.weight(weight, type, outputs, inputs),
      x: rig.input(before, outputs),
      sum,
    };
    await rig.run({ start: 3, tokens }, (on) => recordProductAdd(on, operands));
    return judge(`${type} ${tokens}x${inputs} by ${outputs}`, await rig.read(sum), (round) =>
      add(before, matmul(y, weight.values, inputs, round), round),
    );
  };
}

export const checks: KernelChecks = {
  product_add: fused(productAddCheck('one')),
  product_add_tiles: manyTokens(productAddCheck('many')),
  'product_add_tiles in workgroup memory': inWorkgroupMemory(productAddCheck('many')),
};
