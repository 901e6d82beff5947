/** Bits of an f32 and back, by way of one place in memory: an array for each of a model's weights would take a hundred times as long. */
const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** The bits of the f32 nearest to a value. */
export function bitsOf(value: number): number {
  float[0] = value;
  return bits[0]!;
}

/** The f32 of these bits. */
export function floatOf(word: number): number {
  bits[0] = word;
  return float[0]!;
}
