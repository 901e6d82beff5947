/**
 * Cosines and sines of the rotary angles, each [positions, headDim / 2], as transformers computes them: inverse
 * frequencies and their products with the position are rounded to f32 before cos and sin. At position 32,768 that is
 * 2e-3 rad from exact, and it is what the models are run with.
 */
export function ropeTables(
  positions: number,
  headDim: number,
  theta: number,
): { cosines: Float32Array<ArrayBuffer>; sines: Float32Array<ArrayBuffer> } {
  const half = headDim / 2;
  const inverseFrequencies = Float32Array.from(
    { length: half },
    (_, i) => 1 / Math.fround(theta ** Math.fround((2 * i) / headDim)),
  );
  const cosines = new Float32Array(positions * half);
  const sines = new Float32Array(positions * half);
  for (let position = 0; position < positions; position++) {
    for (let i = 0; i < half; i++) {
      const angle = Math.fround(position * inverseFrequencies[i]!);
      cosines[position * half + i] = Math.cos(angle);
      sines[position * half + i] = Math.sin(angle);
    }
  }
  return { cosines, sines };
}
