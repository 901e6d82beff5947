import { formatOf, storedTypes, type StoredType } from '../../../kernels/formats/formats.ts';

/** What ggml calls the types of tensors that do not run here, by their number in a file (ggml.h, enum ggml_type). */
const others: Record<number, string> = {
  3: 'Q4_1',
  6: 'Q5_0',
  7: 'Q5_1',
  9: 'Q8_1',
  10: 'Q2_K',
  11: 'Q3_K',
  15: 'Q8_K',
  16: 'IQ2_XXS',
  17: 'IQ2_XS',
  18: 'IQ3_XXS',
  19: 'IQ1_S',
  20: 'IQ4_NL',
  21: 'IQ3_S',
  22: 'IQ2_S',
  23: 'IQ4_XS',
  24: 'I8',
  25: 'I16',
  26: 'I32',
  27: 'I64',
  28: 'F64',
  29: 'IQ1_M',
  34: 'TQ1_0',
  35: 'TQ2_0',
  39: 'MXFP4',
  40: 'NVFP4',
};

const types = storedTypes.flatMap((name) => {
  const number = formatOf(name).stored.ggml;
  return number === null ? [] : [{ name, number }];
});

/** `Q8_0, …, F16, BF16 or F32`. */
export const ggmlTypesInWords = types
  .map(({ name }) => name)
  .join(', ')
  .replace(/, (\w+)$/, ' or $1');

/** The weight format that a file's number stands for; null for one that does not run here. */
export function storedTypeOf(number: number): StoredType | null {
  return types.find((type) => type.number === number)?.name ?? null;
}

/** A type by name, as ggml calls it. */
export function ggmlName(number: number): string {
  return storedTypeOf(number) ?? others[number] ?? `type ${number}`;
}
