/** The bits of values as bf16, rounded to nearest, ties to even. The values must be finite and in range. */
export function toBf16(values: Float64Array): Uint16Array {
  const bits = new Uint32Array(Float32Array.from(values).buffer);
  return Uint16Array.from(bits, (word) => (word + 0x7fff + ((word >>> 16) & 1)) >>> 16);
}
