import * as v from 'valibot';
import { fp8Block } from '../../../kernels/formats/grouped/fp8.ts';
import { checked } from '../json/checked.ts';
import { checkGroups, instead, tensorsOf, type Method } from './composite.ts';

const label = 'FP8';
const block = v.strictTuple([v.literal(fp8Block, instead), v.literal(fp8Block, instead)], instead);
const schema = v.object(
  {
    weight_block_size: block,
    activation_scheme: v.nullish(v.literal('dynamic', instead)),
    fmt: v.nullish(v.literal('e4m3', instead)),
  },
  instead,
);

/**
 * FP8 as transformers' FineGrainedFP8Config and Qwen publish it: `weight` [rows, columns] in e4m3fn and `weight_scale_inv`, a factor for each
 * block of 128x128, rounded up. Activations, which such models quantize while they run, are not quantized here.
 */
export function fp8Method(fields: unknown, file: string): Method {
  checked(schema, fields, file, 'quantization_config');
  return {
    label,
    compose(name, shape, tensors) {
      if (tensors.get(name)?.dtype !== 'F8_E4M3') return null;
      const [rows, columns] = shape as [number, number];
      const find = tensorsOf(name, label, tensors);
      const codes = find('weight', ['F8_E4M3'], shape);
      const scales = find(
        'weight_scale_inv',
        ['BF16', 'F32'],
        [Math.ceil(rows / fp8Block), Math.ceil(columns / fp8Block)],
      );
      checkGroups(name, label, fp8Block, columns, tensors);
      return {
        dtype: 'FP8',
        parts: [
          { tensor: codes, kind: 'codes' },
          { tensor: scales, kind: scales.dtype === 'BF16' ? 'blockScalesBf16' : 'blockScalesF32' },
        ],
      };
    },
  };
}
