/**
 * What ggml's blocks are worth, as `dequantize_row_*` of llama.cpp's ggml-quants.c defines them: from the bytes of a file, which the engine
 * puts into another order for the GPU.
 */
import type { Bytes } from '../../model/checkpoint/sources/source.ts';
import { readHalf } from './floats.ts';

interface Block {
  elements: number;
  bytes: number;
  /** Writes a block's values, given its first byte and the place of the first value. */
  decode(bytes: Bytes, at: number, values: Float64Array, to: number): void;
}

const blocks = {
  Q8_0: {
    elements: 32,
    bytes: 34,
    decode(bytes, at, values, to) {
      const scale = readHalf(bytes, at);
      for (let i = 0; i < 32; i += 1) values[to + i] = scale * signed(bytes[at + 2 + i]!);
    },
  },
  Q4_0: {
    elements: 32,
    bytes: 18,
    decode(bytes, at, values, to) {
      const scale = readHalf(bytes, at);
      for (let i = 0; i < 16; i += 1) {
        const both = bytes[at + 2 + i]!;
        values[to + i] = scale * ((both & 15) - 8);
        values[to + 16 + i] = scale * ((both >> 4) - 8);
      }
    },
  },
  Q4_K: {
    elements: 256,
    bytes: 144,
    decode(bytes, at, values, to) {
      const codes = at + 16;
      for (let n = 0; n < 8; n += 1) {
        const { scale, minimum } = blockScale(bytes, at, n);
        for (let i = 0; i < 32; i += 1) {
          const code = (bytes[codes + (n >> 1) * 32 + i]! >> ((n & 1) * 4)) & 15;
          values[to + n * 32 + i] = scale * code - minimum;
        }
      }
    },
  },
  Q5_K: {
    elements: 256,
    bytes: 176,
    decode(bytes, at, values, to) {
      const [fifths, codes] = [at + 16, at + 48];
      for (let n = 0; n < 8; n += 1) {
        const { scale, minimum } = blockScale(bytes, at, n);
        for (let i = 0; i < 32; i += 1) {
          const low = (bytes[codes + (n >> 1) * 32 + i]! >> ((n & 1) * 4)) & 15;
          values[to + n * 32 + i] = scale * (low + (((bytes[fifths + i]! >> n) & 1) << 4)) - minimum;
        }
      }
    },
  },
  Q6_K: {
    elements: 256,
    bytes: 210,
    decode(bytes, at, values, to) {
      const factor = readHalf(bytes, at + 208);
      for (let n = 0; n < 8; n += 1) {
        // Both halves of a superblock have 64 bytes of lower bits and 32 of upper ones.
        const [half, quarter] = [n >> 2, n & 3];
        for (let i = 0; i < 32; i += 1) {
          const low = (bytes[at + half * 64 + (quarter & 1) * 32 + i]! >> ((quarter >> 1) * 4)) & 15;
          const high = (bytes[at + 128 + half * 32 + i]! >> (quarter * 2)) & 3;
          const scale = signed(bytes[at + 192 + n * 2 + (i >> 4)]!);
          values[to + n * 32 + i] = factor * scale * ((low | (high << 4)) - 32);
        }
      }
    },
  },
} as const satisfies Record<string, Block>;

export type GgmlType = keyof typeof blocks;

export function isGgml(type: string): type is GgmlType {
  return type in blocks;
}

export function decodeGgml(bytes: Bytes, type: GgmlType): Float64Array {
  const block: Block = blocks[type];
  const values = new Float64Array((bytes.length / block.bytes) * block.elements);
  for (let n = 0; n < bytes.length / block.bytes; n += 1) {
    block.decode(bytes, n * block.bytes, values, n * block.elements);
  }
  return values;
}

/** `get_scale_min_k4`: six bits each for the scale and the minimum of eight blocks, in twelve bytes behind two factors. */
function blockScale(bytes: Bytes, at: number, n: number): { scale: number; minimum: number } {
  const packed = (i: number) => bytes[at + 4 + i]!;
  const [scale, minimum] =
    n < 4
      ? [packed(n) & 63, packed(n + 4) & 63]
      : [(packed(n + 4) & 15) | ((packed(n - 4) >> 6) << 4), (packed(n + 4) >> 4) | ((packed(n) >> 6) << 4)];
  return { scale: readHalf(bytes, at) * scale, minimum: readHalf(bytes, at + 2) * minimum };
}

function signed(byte: number): number {
  return (byte << 24) >> 24;
}
