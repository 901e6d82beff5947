/** The bits of values as bfloat16, rounded to the nearest, ties to even. The values are finite and in range. */
export function toBf16(values: Float64Array): Uint16Array {
  const bits = new Uint32Array(Float32Array.from(values).buffer);
  return Uint16Array.from(bits, (word) => (word + 0x7fff + ((word >>> 16) & 1)) >>> 16);
}
