/** Values of 16 bits as bytes of a file, little-endian. */

export const stored16Bits = {
  block: { elements: 1, bytes: 2 },
  toUnits: wholeWords,
};

export function decode16Bits(bytes: Uint8Array, count: number, value: (bits: number) => number): Float64Array {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = value(bytes[i * 2]! | (bytes[i * 2 + 1]! << 8));
  return values;
}

/** `to16Bits` gets the bits of an f32. */
export function encode16Bits(values: ArrayLike<number>, to16Bits: (word: number) => number): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(Float32Array.from(values).buffer);
  return new Uint8Array(Uint16Array.from(words, to16Bits).buffer);
}

/** Writes to the GPU come in multiples of 4 bytes: zeros go into the buffer's padding. */
function wholeWords(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (bytes.byteLength % 4 === 0) return bytes;
  const padded = new Uint8Array(Math.ceil(bytes.byteLength / 4) * 4);
  padded.set(bytes);
  return padded;
}
