import * as v from 'valibot';
import { checked } from '../json/checked.ts';
import { awqMethod } from './awq.ts';
import { instead, type Method } from './composite.ts';
import { fp8Method } from './fp8.ts';
import { gptqMethod } from './gptq.ts';
import { mlxMethod } from './mlx.ts';

/** By `quant_method`, as transformers has it. */
const methods = { fp8: fp8Method, gptq: gptqMethod, awq: awqMethod } as const;

const anObject = v.nullish(v.record(v.string(), v.unknown(), instead));
const schema = v.object({ quantization: anObject, quantization_config: anObject }, instead);
const methodSchema = v.object(
  {
    quant_method: v.picklist(Object.keys(methods) as (keyof typeof methods)[], instead),
  },
  instead,
);

/** What tools leave behind that save whole weights again: no settings, or a method that is switched off. */
function isOff(fields: Record<string, unknown>): boolean {
  const { quant_method: method, load_in_4bit: in4, load_in_8bit: in8 } = fields;
  return Object.keys(fields).length === 0 || (method === 'bitsandbytes' && in4 !== true && in8 !== true);
}

/**
 * How config.json says that the checkpoint was quantized; null where it was not. mlx-lm writes `quantization`, and a copy of it under the name
 * that transformers reads.
 *
 * @throws Refusal ('bad-checkpoint') for a method or a setting that does not run here, naming what would.
 */
export function readMethod(config: Record<string, unknown>, file: string): Method | null {
  const { quantization: mlx, quantization_config: fields } = checked(schema, config, file);
  if (mlx) return mlxMethod(mlx, file);
  if (!fields || isOff(fields)) return null;
  if (!('quant_method' in fields) && 'group_size' in fields) return mlxMethod(fields, file);
  return methods[checked(methodSchema, fields, file, 'quantization_config').quant_method](fields, file);
}
