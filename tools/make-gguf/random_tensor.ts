import { bf16 } from '../../src/kernels/formats/bf16.ts';
import { f16 } from '../../src/kernels/formats/f16.ts';
import { fillOf } from '../make-checkpoint/random/fill.ts';
import { normalQuantiles } from '../make-checkpoint/random/quantiles.ts';
import { RandomWords } from '../make-checkpoint/random/random_words.ts';
import type { Recipe } from '../make-checkpoint/recipe.ts';
import { blockBytes, encoders, type GgmlType } from './types.ts';

/** Writes the next bytes of a tensor, which are whole blocks. */
type FillBlocks = (bytes: Uint8Array) => void;

/** An f16 of a block: where it is, and its mean size where weights have a standard deviation of 1. */
interface Factor {
  at: number;
  size: number;
  /** Whether half of them are negative, so that the mean of weights is 0. */
  bothSigns: boolean;
}

/** Of blocks whose other bytes are random. */
const factors: Partial<Record<GgmlType, Factor[]>> = {
  Q8_0: [{ at: 0, size: 1 / rms(256), bothSigns: true }],
  Q4_0: [{ at: 0, size: 1 / rms(16), bothSigns: true }],
  Q4_K: withMinima(16),
  Q5_K: withMinima(32),
  Q6_K: [{ at: 208, size: 1 / (rms(64) * rms(256)), bothSigns: false }],
};

/** Random weights with the recipe's mean and standard deviation, or its fixed values. Quantized ones have random codes, and factors that differ by a tenth. */
export function randomTensor(type: GgmlType, recipe: Recipe, key: string): FillBlocks {
  const ofType = factors[type];
  return ofType && !(recipe instanceof Float64Array)
    ? randomBlocks(type, ofType, recipe.std, key)
    : denseValues(type, recipe, key);
}

function denseValues(type: GgmlType, recipe: Recipe, key: string): FillBlocks {
  const fill = fillOf(recipe, key);
  return (bytes) => {
    const count = bytes.length / blockBytes(type);
    const pairs = new Uint32Array(Math.ceil(count / 2));
    fill(pairs);
    bytes.set(encoders[type](bf16.decode(new Uint8Array(pairs.buffer), count)));
  };
}

function randomBlocks(type: GgmlType, ofType: readonly Factor[], std: number, key: string): FillBlocks {
  const random = new RandomWords(key);
  const step = blockBytes(type);
  const tables = ofType.map(({ size }) => aboutAs(std * size));
  return (bytes) => {
    const words = new Uint32Array(Math.ceil(bytes.length / 4));
    random.next(words, (word) => word);
    bytes.set(new Uint8Array(words.buffer, 0, bytes.length));
    ofType.forEach(({ at, bothSigns }, i) => {
      for (let place = at; place < bytes.length; place += step) {
        // The random bytes that stand there choose it.
        const half = tables[i]![bytes[place]!]!;
        const sign = bothSigns ? bytes[place + 1]! & 0x80 : 0;
        bytes[place] = half & 0xff;
        bytes[place + 1] = (half >> 8) | sign;
      }
    });
  };
}

/** 256 positive f16 whose standard deviation is a tenth of their mean. */
function aboutAs(mean: number): Uint16Array {
  return new Uint16Array(f16.encode(normalQuantiles(256).map((quantile) => mean * (1 + quantile / 10))).buffer);
}

/** Of signed codes, `-levels / 2` to `levels / 2 - 1`. */
function rms(levels: number): number {
  return Math.sqrt((levels ** 2 - 1) / 12 + 1 / 4);
}

/** Of Q4_K and Q5_K: a weight is d * scale * code - dmin * min, scales and minima have 6 bits. The minima are as large as makes the mean 0. */
function withMinima(levels: number): Factor[] {
  const mean = (n: number) => (n - 1) / 2;
  const square = (n: number) => ((n - 1) * (2 * n - 1)) / 6;
  const code = mean(levels);
  const variance = square(64) * (square(levels) + code ** 2) - 2 * (code * mean(64)) ** 2;
  return [
    { at: 0, size: 1 / Math.sqrt(variance), bothSigns: false },
    { at: 2, size: code / Math.sqrt(variance), bothSigns: false },
  ];
}
