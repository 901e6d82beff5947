import { expect, test } from 'vitest';
import { refusalOf } from '../../../../e2e/fixtures/refusal.ts';
import { readMethod } from './method.ts';

const read = (fields: unknown) => readMethod({ quantization_config: fields }, 'config.json');
const awq = { quant_method: 'awq', bits: 4, group_size: 128, zero_point: true };

test.each([
  ['nothing', null],
  ['no settings', {}],
  ['bitsandbytes, switched off', { quant_method: 'bitsandbytes', load_in_4bit: false, load_in_8bit: false }],
])('weights are whole where quantization_config holds %s', (_what, fields) => {
  expect(read(fields)).toBeNull();
});

test.each(['gemm', 'GEMM', null])('AWQ in its version %s', (version) => {
  expect(read({ ...awq, version })).toMatchObject({ label: 'AWQ' });
});

test.each([
  [{ quant_method: 'bitsandbytes', load_in_4bit: true }, 'quant_method is "bitsandbytes"'],
  [{ quant_method: 'compressed-tensors' }, 'quant_method is "compressed-tensors"'],
  [{ ...awq, version: 'GEMV' }, 'version is "gemv"'],
  [{ bits: 4 }, 'quant_method is missing'],
])('%j is refused by name', async (fields, expected) => {
  const { message } = await refusalOf(() => read(fields));
  expect(message).toContain(`config.json: quantization_config ${expected}; choose FP8`);
});
