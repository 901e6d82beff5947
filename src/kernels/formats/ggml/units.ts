/** How ggml's blocks become units: the same bits in an order that an invocation reads by vec4s (shaders/ggml). */
import { codePlace } from '../superblock.ts';

/** Elements of a unit, and of a superblock of the K formats. */
export const unitElements = 256;

/** 16-bit halves of bytes that begin at an even byte. */
export function halves(bytes: Uint8Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 1);
}

/** Two halves as a word. */
export function wordAt(source: Uint16Array, at: number): number {
  return source[at]! | (source[at + 1]! << 16);
}

/** The lower halves of the bytes of two words, as the nibbles of one. */
export function nibblesOf(low: number, high: number): number {
  return fourNibbles(low) | (fourNibbles(high) << 16);
}

function fourNibbles(word: number): number {
  const pairs = (word & 0x000f000f) | ((word & 0x0f000f00) >>> 4);
  return (pairs & 0xff) | ((pairs >>> 8) & 0xff00);
}

/** The nibble of element `index` of a unit: where Q4, Q4_0 and the K formats have their codes' lower bits. */
export function nibbleAt(unit: Uint8Array, index: number): number {
  const { byte, shift } = codePlace(index, 4);
  return (unit[byte]! >> shift) & 15;
}

/** Where vec8 `n` of a unit has its word of nibbles, in words. */
export function nibbleWord(n: number): number {
  return (n % 8) * 4 + (n >> 3);
}

/**
 * Units from blocks: `fill` writes one, given the first half of its blocks and its first word. A file may end within a unit, which then
 * has zeros.
 */
export function units(
  bytes: Uint8Array<ArrayBuffer>,
  sizes: { stored: number; unit: number },
  fill: (source: Uint16Array, at: number, words: Uint32Array, first: number) => void,
): Uint8Array<ArrayBuffer> {
  const count = Math.ceil(bytes.byteLength / sizes.stored);
  const words = new Uint32Array((count * sizes.unit) / 4);
  let source = halves(bytes);
  if (bytes.byteLength < count * sizes.stored) {
    source = new Uint16Array((count * sizes.stored) / 2);
    source.set(halves(bytes));
  }
  for (let n = 0; n < count; n++) fill(source, (n * sizes.stored) / 2, words, (n * sizes.unit) / 4);
  return new Uint8Array(words.buffer);
}

/** `count` elements, given one by its unit and its place there. */
export function decodeUnits(
  bytes: Uint8Array,
  count: number,
  unitBytes: number,
  value: (unit: Uint8Array, index: number) => number,
): Float64Array {
  const values = new Float64Array(count);
  for (let first = 0; first < count; first += unitElements) {
    const unit = bytes.subarray((first / unitElements) * unitBytes);
    for (let i = 0; i < Math.min(unitElements, count - first); i++) values[first + i] = value(unit, i);
  }
  return values;
}

/** Blocks of `elements` values each, zeros behind the last: `fill` writes one to the bytes from `at` on, which are 0. */
export function encodeBlocks(
  values: ArrayLike<number>,
  block: { elements: number; bytes: number },
  fill: (values: Float64Array, bytes: Uint8Array, at: number) => void,
): Uint8Array<ArrayBuffer> {
  const count = Math.ceil(values.length / block.elements);
  const bytes = new Uint8Array(count * block.bytes);
  const own = new Float64Array(block.elements);
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < own.length; i++) own[i] = values[n * block.elements + i] ?? 0;
    fill(own, bytes, n * block.bytes);
  }
  return bytes;
}
