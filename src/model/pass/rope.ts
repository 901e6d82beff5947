import type { Yarn } from '../families/model_config.ts';

/**
 * Cosine and sine of every rotary angle, [positions, headDim / 2, 2], as transformers computes them: inverse frequencies
 * and their products with the position are rounded to f32 before cos and sin. At position 32,768 that is 2e-3 rad from
 * exact, and it is what the models are run with. With YaRN both are scaled by its attention factor.
 */
export function ropeRotations(
  positions: number,
  headDim: number,
  theta: number,
  yarn?: Yarn,
): Float32Array<ArrayBuffer> {
  const half = headDim / 2;
  const frequencies = yarn ? yarnFrequencies(headDim, theta, yarn) : inverseFrequencies(headDim, theta);
  const scale = Math.fround(yarn?.attentionFactor ?? 1);
  const rotations = new Float32Array(positions * half * 2);
  for (let position = 0; position < positions; position++) {
    for (let i = 0; i < half; i++) {
      const angle = Math.fround(position * frequencies[i]!);
      rotations[(position * half + i) * 2] = Math.fround(Math.cos(angle)) * scale;
      rotations[(position * half + i) * 2 + 1] = Math.fround(Math.sin(angle)) * scale;
    }
  }
  return rotations;
}

/** Radians a position, [headDim / 2]. */
function inverseFrequencies(headDim: number, theta: number): Float32Array {
  return Float32Array.from(wavelengths(headDim, theta), (wavelength) => 1 / wavelength);
}

/** Of each pair, in radians' positions, rounded to f32. */
function wavelengths(headDim: number, theta: number): number[] {
  return Array.from({ length: headDim / 2 }, (_, i) => Math.fround(theta ** Math.fround((2 * i) / headDim)));
}

/**
 * YaRN (arXiv 2309.00071): pairs that turn often within the original positions keep their frequency, those that turn rarely are
 * slowed down by the factor, and between the two it is mixed. Each operation is rounded to f32 where transformers does:
 * `_compute_yarn_parameters` of its modeling_rope_utils.py, 5.17.
 */
function yarnFrequencies(headDim: number, theta: number, yarn: Yarn): Float32Array {
  const { fround } = Math;
  /** The pair that turns so many times within the original positions. */
  const pairOf = (turns: number) =>
    (headDim * Math.log(yarn.originalPositions / (turns * 2 * Math.PI))) / (2 * Math.log(theta));
  const [fast, slow] = [pairOf(yarn.betaFast), pairOf(yarn.betaSlow)];
  const low = Math.max(yarn.truncate ? Math.floor(fast) : fast, 0);
  const high = Math.min(yarn.truncate ? Math.ceil(slow) : slow, headDim - 1);
  const width = fround(low === high ? 0.001 : high - low);
  return Float32Array.from(wavelengths(headDim, theta), (wavelength, pair) => {
    const slowed = Math.min(Math.max(fround(fround(pair - fround(low)) / width), 0), 1);
    const kept = fround(1 - slowed);
    const extrapolated = fround(1 / wavelength);
    const interpolated = fround(1 / fround(fround(yarn.factor) * wavelength));
    return fround(interpolated * fround(1 - kept)) + fround(extrapolated * kept);
  });
}
