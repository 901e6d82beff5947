import { denseTypes, formatOf, quantisedTypes, type DenseType, type QuantisedType } from '../formats/formats.ts';
import { plainKernel, type KernelChecks } from '../checking/kernel_check.ts';
import { blockScale, blockSize } from '../formats/superblock.ts';
import { weightBytes } from '../operands.ts';
import { assembleCheck } from './assemble_check.ts';
import { addSums, quantiseGroups, recordQuantise, sumsAGroup } from './quantise.ts';
import type { Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import type { Random } from '../checking/random.ts';

/** A code is round(value * (1 / scale)): the quotient may err by 2.5 units and the product by half a unit, of at most 127 steps. */
const halfStep = 0.5 + 127 * 3 * 2 ** -23;
/** Rounding may decide between two scales of Q4. Of 80 shapes on the CPU adapter (Chromium 156) none was worse than the oracle. */
const blockSlack = 1e-4;
/** Sums of 32, 16 and 16 values in f32. The worst of those 80 was 2.0e-7. */
const sumSlack = 1e-6;
/** What WGSL lets be flushed to 0. */
const flushed = 2 ** -126;

/**
 * Blocks at many scales: zeros, ordinary ones, below the type's normal numbers, near its largest, and now and then one that is not finite.
 */
function weights(random: Random, type: DenseType, count: number): Float32Array<ArrayBuffer> {
  const values = random.normals(count);
  const { minNormal, max } = formatOf(type).dense;
  const extremes = [minNormal / 512, max / 32];
  for (let first = 0; first < count; first += blockSize) {
    const scale = random.pick([0, 1, 1, 1, 0.02, 0.02, ...extremes]);
    for (let i = first; i < Math.min(count, first + blockSize); i++) values[i]! *= scale;
    if (type !== 'F16' && random.next() < 0.05) values[first] = random.pick([Infinity, -Infinity]);
  }
  return values;
}

/**
 * The worst of everything that is asked of the kernel, as a share of what is allowed. `before` and `codesBefore` are
 * superblocks of the stored weights and of the codes, which the kernel must not touch.
 */
const quantiseCheck: Check<{ count: number; before: number; codesBefore: number }> = {
  formats: quantisedTypes,
  minima: { before: 0, codesBefore: 0 },
  sample: (random) => ({
    count: random.next() < 0.5 ? random.odd(1, 700) : random.odd(1, 40_000),
    before: random.integer(0, 2),
    codesBefore: random.integer(0, 2),
  }),
  inModel: ({ hidden }) => ({ count: hidden * hidden, before: 0, codesBefore: 0 }),
  build(rig, { count, before, codesBefore }, random, format) {
    const type = format as QuantisedType;
    const storedType = random.pick(denseTypes);
    const stored = encode(weights(random, storedType, before * 256 + count), storedType);
    const values = stored.values.subarray(before * 256);
    const skip = weightBytes(type, codesBefore * 256);
    const blocks = rig.output((skip + weightBytes(type, count)) / 4, 1);
    const groups = quantiseGroups(count);
    const sums = rig.output((groups + 1) * sumsAGroup, 1);
    const [piece] = rig.weight(stored, storedType, 1, stored.values.length).pieces;
    return {
      words: `of ${storedType}`,
      batch: { start: 0, tokens: 1 },
      bytes: stored.bytes.length + weightBytes(type, count) + 4 * groups * sumsAGroup,
      plan: (recorder) =>
        recordQuantise(recorder, {
          stored: { type: storedType, buffer: piece!.binding.buffer, first: before * 256 },
          blocks: { type, binding: blocks.binding, first: codesBefore * 256 },
          count,
          sums: { buffer: sums.binding.buffer, firstGroup: 1 },
        }),
      judge: async () => {
        const [written, measured] = [await rig.read(blocks), await rig.read(sums)];
        const untouched = [...written.subarray(0, skip / 4), ...measured.subarray(0, sumsAGroup)].every(Number.isNaN);
        const made = new Uint8Array(written.buffer, skip).slice();
        const error = Math.max(
          untouched ? 0 : Infinity,
          worstBlock(values, made, type),
          sumsError(values, formatOf(type).decode(made, count), addSums(measured, 1, 1 + groups)),
        );
        return { error, floor: 0, bound: 1 };
      },
    };
  },
};

/** The largest error of a value in steps, or of a block's squared error against the oracle's. */
function worstBlock(values: Float64Array, made: Uint8Array<ArrayBuffer>, type: QuantisedType): number {
  const { encode, decode, quantised } = formatOf(type);
  const actual = decode(made, values.length);
  const expected = decode(encode(values), values.length);
  const { code_bits: bits, lowest_code: lowest } = quantised.constants;
  const highest = 2 ** (bits - 1) - 1;
  let worst = 0;
  for (let first = 0; first < values.length; first += blockSize) {
    const scale = blockScale(made, first / blockSize, bits);
    const block = Array.from(values.subarray(first, first + blockSize), (value, i) => ({
      value,
      error: actual[first + i]! - value,
      oracleError: expected[first + i]! - value,
    }));
    if (!block.every(({ value }) => Number.isFinite(value))) {
      worst = Math.max(worst, Number.isNaN(scale) ? 0 : Infinity);
      continue;
    }
    for (const { value, error } of block) {
      const steps = value / scale;
      const beyond = Math.max(0, -lowest - steps, steps - highest);
      worst = Math.max(worst, Math.abs(error / scale) / (beyond + halfStep));
    }
    const actualSquares = squares(block.map(({ error }) => error));
    const oracleSquares = squares(block.map(({ oracleError }) => oracleError));
    worst = Math.max(worst, (actualSquares - oracleSquares) / (blockSlack * oracleSquares + blockSize * flushed ** 2));
  }
  return worst;
}

/** The error of the kernel's sums of its errors, against float64. */
function sumsError(values: Float64Array, actual: Float64Array, measured: { errors: number; squares: number }): number {
  const finite = Array.from(values, (value, i) => ({ value, error: actual[i]! - value })).filter(({ error }) =>
    Number.isFinite(error),
  );
  const share = (sum: number, exact: number) =>
    Math.abs(sum - exact) / (sumSlack * exact + finite.length * flushed ** 2);
  return Math.max(
    share(measured.errors, squares(finite.map(({ error }) => error))),
    share(measured.squares, squares(finite.map(({ value }) => value))),
  );
}

function squares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value ** 2, 0);
}

export const checks: KernelChecks = {
  quantise: plainKernel(quantiseCheck),
  assemble: plainKernel(assembleCheck),
};
