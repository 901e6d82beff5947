/**
 * A histogram of absolute values, next to that of the reference. Bin n counts values from 4^(first + n) up to, but not
 * including, four times that. Zeros and values that are not finite are left out.
 */
export interface Histogram {
  first: number;
  values: number[];
  reference: number[];
}

/** Exponents of f32 in pairs, beginning with the subnormals, which all count as the smallest exponent. */
const bins = 128;
const lowest = -64;

export function sizesOf(values: Float32Array, reference: Float32Array): Histogram {
  const [own, others] = [counted(values), counted(reference)];
  const used = own.map((count, bin) => count + others[bin]!);
  const first = used.findIndex((count) => count > 0);
  if (first === -1) return { first: 0, values: [], reference: [] };
  const end = used.findLastIndex((count) => count > 0) + 1;
  return {
    first: lowest + first,
    values: [...own.subarray(first, end)],
    reference: [...others.subarray(first, end)],
  };
}

function counted(values: Float32Array): Uint32Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const counts = new Uint32Array(bins);
  for (const word of bits) {
    const exponent = (word >>> 23) & 0xff;
    if (exponent === 0xff || (word & 0x7fff_ffff) === 0) continue;
    // 1.0 has exponent 127 and begins a bin.
    counts[((exponent === 0 ? 1 : exponent) + 1) >> 1]! += 1;
  }
  return counts;
}
