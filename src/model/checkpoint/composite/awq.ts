import * as v from 'valibot';
import { zeroPointType } from '../../../kernels/formats/grouped/zero_point.ts';
import { checked } from '../json/checked.ts';
import { checkGroups, instead, moduleOf, tensorsOf, type Method } from './composite.ts';
import { groupSchema } from './group_sizes.ts';

const label = 'AWQ';
const schema = v.object(
  {
    bits: v.literal(4, instead),
    group_size: groupSchema,
    /** Older files write it in capitals. */
    version: v.nullish(v.pipe(v.string(instead), v.toLowerCase(), v.literal('gemm', instead))),
    zero_point: v.nullish(v.literal(true, instead)),
  },
  instead,
);

/**
 * AWQ as AutoAWQ writes it in its version "gemm": `qweight` [columns, rows / 8] with eight rows in a word, in the order 0, 2, 4, 6, 1, 3, 5, 7,
 * `qzeros` [groups, rows / 8] likewise, and `scales` [groups, rows].
 */
export function awqMethod(fields: unknown, file: string): Method {
  const { group_size: group } = checked(schema, fields, file, 'quantization_config');
  return {
    label,
    compose(name, shape, tensors) {
      if (!tensors.get(`${moduleOf(name)}.qweight`)) return null;
      const [rows, columns] = shape as [number, number];
      checkGroups(name, label, group, columns, tensors);
      const find = tensorsOf(name, label, tensors);
      const codes = find('qweight', ['I32'], [columns, rows / 8]);
      const zeros = find('qzeros', ['I32'], [columns / group, rows / 8]);
      const scales = find('scales', ['F16', 'BF16'], [columns / group, rows]);
      return {
        dtype: zeroPointType(4, group),
        parts: [
          { tensor: codes, kind: 'codesAcross' },
          { tensor: zeros, kind: 'zerosInterleaved' },
          { tensor: scales, kind: scales.dtype === 'F16' ? 'scalesDownF16' : 'scalesDownBf16' },
        ],
      };
    },
  };
}
