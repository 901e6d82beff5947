import * as v from 'valibot';
import { zeroPointType } from '../../../kernels/formats/grouped/zero_point.ts';
import { checked } from '../json/checked.ts';
import { checkGroups, instead, moduleOf, tensorsOf, type Method } from './composite.ts';
import { bitsSchema, groupSchema } from './group_sizes.ts';

const label = 'GPTQ';
const schema = v.object(
  {
    bits: bitsSchema,
    group_size: groupSchema,
    checkpoint_format: v.nullish(v.picklist(['gptq', 'gptq_v2'], instead), 'gptq'),
    pack_dtype: v.nullish(v.literal('int32', instead)),
    dynamic: v.nullish(v.strictObject({}, `settings of single modules are not supported: ${instead}`)),
  },
  instead,
);

/**
 * GPTQ as AutoGPTQ and GPTQModel write it: `qweight` [columns * bits / 32, rows] with neighbours of a row in a word, lowest first, `qzeros`
 * [groups, rows * bits / 32], less one in the first version of the format, where AutoGPTQ reads all ones as 0, `scales` [groups, rows], and `g_idx`, the group of each column. Where
 * `desc_act` has put columns into another order, `g_idx` says so, and loading refuses it.
 */
export function gptqMethod(fields: unknown, file: string): Method {
  const { bits, group_size: group, checkpoint_format: version } = checked(schema, fields, file, 'quantization_config');
  return {
    label,
    compose(name, shape, tensors) {
      if (!tensors.get(`${moduleOf(name)}.qweight`)) return null;
      const [rows, columns] = shape as [number, number];
      checkGroups(name, label, group, columns, tensors);
      const find = tensorsOf(name, `${label} with ${bits} bits`, tensors);
      const codes = find('qweight', ['I32'], [(columns * bits) / 32, rows]);
      const zeros = find('qzeros', ['I32'], [columns / group, (rows * bits) / 32]);
      const scales = find('scales', ['F16', 'BF16'], [columns / group, rows]);
      const order = tensors.get(`${moduleOf(name)}.g_idx`) && find('g_idx', ['I32'], [columns]);
      return {
        dtype: zeroPointType(bits, group),
        parts: [
          { tensor: codes, kind: 'codesDown' },
          { tensor: zeros, kind: version === 'gptq' ? 'zerosLessOne' : 'zeros' },
          { tensor: scales, kind: scales.dtype === 'F16' ? 'scalesDownF16' : 'scalesDownBf16' },
          ...(order ? [{ tensor: order, kind: 'groupOrder' as const }] : []),
        ],
      };
    },
  };
}
