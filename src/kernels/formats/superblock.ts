/**
 * Superblocks of codes (shaders/formats/superblock.wgsl), in float64 and by the definition of the format: the oracle of the kernels that
 * make and read them.
 */
import { bitsOf, floatOf } from './float_bits.ts';

/** Elements of a superblock, and of a block in it, which has a scale. */
const superblock = 256;
export const blockSize = 32;

/** Below this scale f32 products may be flushed to 0. */
const minScale = 2 ** -125;

export interface Codes {
  bits: 4 | 8;
  /** A code is stored with `2 ** (bits - 1)` added to it. */
  min: number;
  max: number;
  /** The outermost code times a larger scale would overflow f32. */
  maxScale: number;
}

export function superblockUnit(bits: 4 | 8) {
  return { elements: superblock, bytes: superblockBytes(bits) };
}

/** Codes of whole superblocks, zeros behind the last value. */
export function encodeSuperblocks(values: ArrayLike<number>, codes: Codes): Uint8Array<ArrayBuffer> {
  const { bits } = codes;
  const count = Math.ceil(values.length / superblock);
  const bytes = new Uint8Array(count * superblockBytes(bits));
  const view = new DataView(bytes.buffer);
  for (let n = 0; n < count * 8; n++) {
    const first = Math.floor(n / 8) * superblockBytes(bits);
    const block = Array.from({ length: blockSize }, (_, i) => values[n * blockSize + i] ?? 0);
    const scale = bestScale(block, codes);
    view.setUint16(first + codeBytes(bits) + (n % 8) * 2, bitsOf(scale) >>> 16, true);
    block.forEach((value, i) => {
      const { byte, shift } = codePlace((n % 8) * blockSize + i, bits);
      bytes[first + byte]! |= (codeOf(value / scale, codes) + 2 ** (bits - 1)) << shift;
    });
  }
  return bytes;
}

export function decodeSuperblocks(bytes: Uint8Array, count: number, { bits }: Codes): Float64Array {
  const values = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const first = Math.floor(index / superblock) * superblockBytes(bits);
    const { byte, shift } = codePlace(index % superblock, bits);
    const code = ((bytes[first + byte]! >> shift) & (2 ** bits - 1)) - 2 ** (bits - 1);
    values[index] = code * blockScale(bytes, Math.floor(index / blockSize), bits);
  }
  return values;
}

/** The scale of the n-th block. */
export function blockScale(bytes: Uint8Array, block: number, bits: 4 | 8): number {
  const at = Math.floor(block / 8) * superblockBytes(bits) + codeBytes(bits) + (block % 8) * 2;
  return floatOf((bytes[at]! | (bytes[at + 1]! << 8)) << 16);
}

/**
 * Where the code of element `index` of a superblock is. 16 bytes of Q8 hold a vec8 and the one 16 vec8s further on. 16 bytes of Q4 hold four vec8s, each
 * 8 vec8s further on, and a byte's lower half comes before its upper half.
 */
export function codePlace(index: number, bits: 4 | 8): { byte: number; shift: number } {
  const vec8 = Math.floor(index / 8);
  if (bits === 8) return { byte: (vec8 % 16) * 16 + Math.floor(vec8 / 16) * 8 + (index % 8), shift: 0 };
  return { byte: (vec8 % 8) * 16 + Math.floor(vec8 / 8) * 4 + Math.floor((index % 8) / 2), shift: (index % 2) * 4 };
}

function codeOf(steps: number, { min, max }: Codes): number {
  return Math.min(max, Math.max(min, Math.round(steps)));
}

/** Of symmetric codes the smallest scale that reaches the extreme value; of others the best of seven that clamp it to the lowest code. */
function bestScale(values: readonly number[], codes: Codes): number {
  const { min, max } = codes;
  const extreme = values.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
  if (min === -max) return within(truncated(Math.abs(extreme) / max, 0xffff), codes);
  const scales = [7.2, 7.6, 8, 8.4, 8.8, 9.2, 9.6].map((steps) => within(truncated(extreme / -steps, 0x8000), codes));
  const error = (scale: number) =>
    values.reduce((sum, value) => sum + (value - codeOf(value / scale, codes) * scale) ** 2, 0);
  return scales.reduce((best, scale) => (error(scale) < error(best) ? scale : best));
}

/** To bf16, after `add` was added to the bits that go. */
function truncated(value: number, add: number): number {
  return floatOf((bitsOf(value) + add) & 0xffff0000);
}

function within(scale: number, { maxScale }: Codes): number {
  const size = Math.min(maxScale, Math.max(minScale, Math.abs(scale)));
  return scale < 0 ? -size : size;
}

const codeBytes = (bits: number) => (superblock * bits) / 8;
const superblockBytes = (bits: number) => codeBytes(bits) + 16;
