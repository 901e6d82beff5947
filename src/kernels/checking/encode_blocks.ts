import type { BlockType } from '../operands.ts';

/** Weights of a superblock, and of a block of it, which has a scale. */
const superblock = 256;
export const blockSize = 32;

interface Format {
  bits: number;
  bias: number;
  /** The largest scale. */
  most: number;
}

const formats: Record<BlockType, Format> = {
  Q8: { bits: 8, bias: 128, most: 2 ** 121 },
  Q4: { bits: 4, bias: 8, most: 2 ** 125 * (1 - 2 ** -8) },
};

/** Scales below which f32 products may be flushed to 0. */
const leastScale = 2 ** -125;

/** Blocks of codes as quantise.wgsl makes them, in float64 and written by the format's definition, for whole tensors. */
export function encodeBlocks(source: ArrayLike<number>, type: BlockType): Uint8Array<ArrayBuffer> {
  const { bits, bias } = formats[type];
  const codeBytes = (superblock * bits) / 8;
  const count = Math.ceil(source.length / superblock);
  const bytes = new Uint8Array(count * (codeBytes + 16));
  const view = new DataView(bytes.buffer);
  for (let block = 0; block < count * 8; block++) {
    const first = Math.floor(block / 8) * (codeBytes + 16);
    const values = Array.from({ length: blockSize }, (_, i) => source[block * blockSize + i] ?? 0);
    const scale = bestScale(values, type);
    view.setUint16(first + codeBytes + (block % 8) * 2, bf16Bits(scale), true);
    values.forEach((value, i) => {
      const { byte, shift } = codePlace((block % 8) * blockSize + i, type);
      bytes[first + byte]! |= (codeOf(value / scale, type) + bias) << shift;
    });
  }
  return bytes;
}

/** What `count` weights in blocks are worth. */
export function decodeBlocks(bytes: Uint8Array<ArrayBuffer>, count: number, type: BlockType): Float64Array {
  const { bits, bias } = formats[type];
  const codeBytes = (superblock * bits) / 8;
  return Float64Array.from({ length: count }, (_, index) => {
    const first = Math.floor(index / superblock) * (codeBytes + 16);
    const { byte, shift } = codePlace(index % superblock, type);
    const code = ((bytes[first + byte]! >> shift) & (2 ** bits - 1)) - bias;
    return code * blockScale(bytes, Math.floor(index / blockSize), type);
  });
}

/** The scale of the n-th block. */
export function blockScale(bytes: Uint8Array<ArrayBuffer>, block: number, type: BlockType): number {
  const codeBytes = (superblock * formats[type].bits) / 8;
  const at = Math.floor(block / 8) * (codeBytes + 16) + codeBytes + (block % 8) * 2;
  return floatOf((bytes[at]! | (bytes[at + 1]! << 8)) << 16);
}

/**
 * Of 16 bytes of Q8 the first eight codes are neighbours, and the next eight stand 16 eights further on; of Q4 there are four eights,
 * eight further on each, a byte's lower half before its upper.
 */
function codePlace(index: number, type: BlockType): { byte: number; shift: number } {
  const eight = Math.floor(index / 8);
  if (type === 'Q8') return { byte: (eight % 16) * 16 + Math.floor(eight / 16) * 8 + (index % 8), shift: 0 };
  return { byte: (eight % 8) * 16 + Math.floor(eight / 8) * 4 + Math.floor((index % 8) / 2), shift: (index % 2) * 4 };
}

/** The least code, bias taken off, and the greatest. */
export function codeLimits(type: BlockType): [number, number] {
  return type === 'Q8' ? [-127, 127] : [-8, 7];
}

function codeOf(steps: number, type: BlockType): number {
  const [least, most] = codeLimits(type);
  return Math.min(most, Math.max(least, Math.round(steps)));
}

function bestScale(values: readonly number[], type: BlockType): number {
  const extreme = values.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
  if (type === 'Q8') return within(roundBits(Math.abs(extreme) / 127, 0xffff), type);
  const scales = [7.2, 7.6, 8, 8.4, 8.8, 9.2, 9.6].map((steps) => within(roundBits(extreme / -steps, 0x8000), type));
  const error = (scale: number) =>
    values.reduce((sum, value) => sum + (value - codeOf(value / scale, type) * scale) ** 2, 0);
  return scales.reduce((best, scale) => (error(scale) < error(best) ? scale : best));
}

/** To bf16 after adding to the bits that go. */
function roundBits(value: number, add: number): number {
  return floatOf((bitsOf(value) + add) & 0xffff0000);
}

function within(scale: number, type: BlockType): number {
  const size = Math.min(formats[type].most, Math.max(leastScale, Math.abs(scale)));
  return scale < 0 ? -size : size;
}

const bf16Bits = (value: number) => bitsOf(value) >>> 16;
const bitsOf = (value: number) => new Uint32Array(Float32Array.of(value).buffer)[0]!;
const floatOf = (bits: number) => new Float32Array(Uint32Array.of(bits).buffer)[0]!;
