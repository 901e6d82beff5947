/**
 * Cosine and sine of every rotary angle, [positions, headDim / 2, 2], as transformers computes them: inverse frequencies
 * and their products with the position are rounded to f32 before cos and sin. At position 32,768 that is 2e-3 rad from
 * exact, and it is what the models are run with.
 */
export function ropeRotations(positions: number, headDim: number, theta: number): Float32Array<ArrayBuffer> {
  const half = headDim / 2;
  const inverseFrequencies = Float32Array.from(
    { length: half },
    (_, i) => 1 / Math.fround(theta ** Math.fround((2 * i) / headDim)),
  );
  const rotations = new Float32Array(positions * half * 2);
  for (let position = 0; position < positions; position++) {
    for (let i = 0; i < half; i++) {
      const angle = Math.fround(position * inverseFrequencies[i]!);
      rotations[(position * half + i) * 2] = Math.cos(angle);
      rotations[(position * half + i) * 2 + 1] = Math.sin(angle);
    }
  }
  return rotations;
}
