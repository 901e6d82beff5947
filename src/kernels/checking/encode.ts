import { formatOf, type WeightType } from '../formats/formats.ts';

/** Values in a format: the bytes as on the GPU, and what they are worth. */
export interface Encoded {
  bytes: Uint8Array<ArrayBuffer>;
  values: Float64Array;
}

/** The oracle gets the rounded values. */
export function encode(source: ArrayLike<number>, type: WeightType): Encoded {
  const format = formatOf(type);
  const bytes = format.encode(source);
  return { bytes, values: format.decode(bytes, source.length) };
}
