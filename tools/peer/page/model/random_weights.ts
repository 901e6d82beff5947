import type { FloatType } from '../../../../src/onnx/decoder.ts';
import { encodeFloats, floatBytes } from './floats.ts';

/** Root mean square of a uniform distribution over [1, 2), with either sign. */
const significandRms = Math.sqrt(7 / 3);

/** Root mean square of the whole numbers from -8 to 7. */
const nibbleRms = Math.sqrt(21.5);

/** Random bits of Marsaglia's xorshift. Only bits in `keep` are random, and those in `set` are 1. */
function fillWords(words: Uint32Array, seed: number, keep: number, set: number): void {
  let state = (0x9e37_79b9 ^ Math.imul(seed + 1, 0x85eb_ca6b)) | 1;
  for (let i = 0; i < words.length; i += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = (state & keep) | set;
  }
}

/**
 * Random floats whose root mean square is `rms` to within a factor of 1.5. They have a random sign and significand and one
 * common exponent. This takes one operation per value, and the speed of a model does not depend on its values.
 *
 * @param count an even number
 */
export function randomFloats(count: number, type: FloatType, rms: number, seed: number): Uint8Array {
  const words = new Uint32Array((count * floatBytes[type]) / 4);
  const exponent = Math.round(Math.log2(rms / significandRms));
  if (type === 'float32') fillWords(words, seed, 0x807f_ffff, (exponent + 127) << 23);
  else fillWords(words, seed, 0x83ff_83ff, (exponent + 15) * 0x0400_0400);
  return new Uint8Array(words.buffer);
}

/** Random 4-bit weights, two per byte, unsigned with 8 as zero. @param count a multiple of 8 */
export function randomNibbles(count: number, seed: number): Uint8Array {
  const words = new Uint32Array(count / 8);
  fillWords(words, seed, -1, 0);
  return new Uint8Array(words.buffer);
}

/** The scales of `blocks` blocks with which random nibbles have that root mean square, to within a factor of 1.5. */
export function blockScales(blocks: number, type: FloatType, rms: number): Uint8Array {
  const scale = 2 ** Math.round(Math.log2(rms / nibbleRms));
  return encodeFloats(new Float32Array(blocks).fill(scale), type);
}
