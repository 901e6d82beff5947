import * as v from 'valibot';
import { affineType } from '../../../kernels/formats/grouped/affine.ts';
import type { HalfType } from '../../../kernels/formats/grouped/layout.ts';
import { checked } from '../json/checked.ts';
import { checkGroups, instead, moduleOf, tensorsOf, type Method } from './composite.ts';
import { bitsSchema, groupSchema } from './group_sizes.ts';

const label = 'MLX';
const schema = v.object(
  {
    bits: bitsSchema,
    group_size: groupSchema,
    mode: v.nullish(v.literal('affine', instead)),
  },
  instead,
);

/**
 * MLX's affine weights, as mlx-lm writes them: `weight` [rows, columns * bits / 32] in words, lowest code first, with `scales` and `biases`
 * [rows, groups]. The embedding too may be quantized. Settings of single modules stand beside the common ones, under their names.
 */
export function mlxMethod(fields: Record<string, unknown>, file: string): Method {
  const common = checked(schema, fields, file, 'quantization');
  return {
    label,
    compose(name, shape, tensors) {
      const weight = tensors.get(name);
      if (weight?.dtype !== 'U32') return null;
      const [rows, columns] = shape as [number, number];
      const own = fields[moduleOf(name)];
      const { bits, group_size: group } =
        typeof own === 'object' && own !== null ? checked(schema, own, file, `quantization ${moduleOf(name)}`) : common;
      checkGroups(name, label, group, columns, tensors);
      const find = tensorsOf(name, `${label} with ${bits} bits`, tensors);
      const codes = find('weight', ['U32'], [rows, (columns * bits) / 32]);
      const scales = find('scales', ['BF16', 'F16'], [rows, columns / group]);
      const biases = find('biases', [scales.dtype], [rows, columns / group]);
      return {
        dtype: affineType(bits, group, scales.dtype as HalfType),
        parts: [
          { tensor: codes, kind: 'codes' },
          { tensor: scales, kind: 'scales' },
          { tensor: biases, kind: 'biases' },
        ],
      };
    },
  };
}
