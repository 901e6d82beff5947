import type { BlockType, StoredType } from '../operands.ts';
import { weightBytes } from '../operands.ts';
import { addSums, quantiseGroups, recordQuantise, sumsAGroup } from './quantise.ts';
import type { Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import { blockScale, blockSize, codeLimits, decodeBlocks, encodeBlocks } from '../checking/encode_blocks.ts';
import type { Random } from '../checking/random.ts';

const storedTypes: StoredType[] = ['F32', 'F16', 'BF16'];

/** Below the type's normal numbers, and near its largest. */
const extremes = { F32: [1e-39, 1e37], F16: [1e-7, 1e4], BF16: [1e-39, 1e37] };

/**
 * A code is round(value * (1 / scale)): the quotient may be off by 2.5 units and the product by half a one, of at most 127
 * steps.
 */
const halfStep = 0.5 + 127 * 3 * 2 ** -23;
/** Rounding may decide between two scales of Q4. Of 80 shapes on the CPU adapter (Chromium 156) none was worse than the oracle. */
const blockSlack = 1e-4;
/** Sums of 32, 16 and 16 values in f32. The worst of those 80 was 2.0e-7. */
const sumSlack = 1e-6;
/** What WGSL lets be flushed to 0. */
const flushed = 2 ** -126;

/** Blocks at many scales: zeros, ordinary ones, the extremes of the type, and now and then one that is not finite. */
function weights(random: Random, type: StoredType, count: number): Float32Array<ArrayBuffer> {
  const values = random.normals(count);
  for (let first = 0; first < count; first += blockSize) {
    const scale = random.pick([0, 1, 1, 1, 0.02, 0.02, ...extremes[type]]);
    for (let i = first; i < Math.min(count, first + blockSize); i++) values[i]! *= scale;
    if (type !== 'F16' && random.next() < 0.05) values[first] = random.pick([Infinity, -Infinity]);
  }
  return values;
}

/**
 * The worst of everything that is asked of the kernel, as a share of what is allowed. `before` and `codesBefore` are
 * superblocks of the stored weights and of the codes, which the kernel must not touch.
 */
export const quantiseCheck: Check<{ count: number; before: number; codesBefore: number }> = {
  formats: ['Q8', 'Q4'],
  minima: { before: 0, codesBefore: 0 },
  sample: (random) => ({
    count: random.next() < 0.5 ? random.odd(1, 700) : random.odd(1, 40_000),
    before: random.integer(0, 2),
    codesBefore: random.integer(0, 2),
  }),
  inModel: ({ hidden }) => ({ count: hidden * hidden, before: 0, codesBefore: 0 }),
  build(rig, { count, before, codesBefore }, random, format) {
    const type = format as BlockType;
    const storedType = random.pick(storedTypes);
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
          sumsOff(values, decodeBlocks(made, count, type), addSums(measured, 1, 1 + groups)),
        );
        return { error, floor: 0, bound: 1 };
      },
    };
  },
};

/** The furthest that a value is off its code, and a block's squared error off the oracle's. */
function worstBlock(values: Float64Array, made: Uint8Array<ArrayBuffer>, type: BlockType): number {
  const actual = decodeBlocks(made, values.length, type);
  const expected = decodeBlocks(encodeBlocks(values, type), values.length, type);
  const [least, most] = codeLimits(type);
  let worst = 0;
  for (let first = 0; first < values.length; first += blockSize) {
    const scale = blockScale(made, first / blockSize, type);
    const block = Array.from(values.subarray(first, first + blockSize), (value, i) => ({
      value,
      off: actual[first + i]! - value,
      oracleOff: expected[first + i]! - value,
    }));
    if (!block.every(({ value }) => Number.isFinite(value))) {
      worst = Math.max(worst, Number.isNaN(scale) ? 0 : Infinity);
      continue;
    }
    for (const { value, off } of block) {
      const steps = value / scale;
      const beyond = Math.max(0, least - steps, steps - most);
      worst = Math.max(worst, Math.abs(off / scale) / (beyond + halfStep));
    }
    const [error, oracle] = [squares(block.map(({ off }) => off)), squares(block.map(({ oracleOff }) => oracleOff))];
    worst = Math.max(worst, (error - oracle) / (blockSlack * oracle + blockSize * flushed ** 2));
  }
  return worst;
}

/** How far what the kernel says of its errors is from float64. */
function sumsOff(values: Float64Array, actual: Float64Array, told: { errors: number; squares: number }): number {
  const finite = Array.from(values, (value, i) => ({ value, off: actual[i]! - value })).filter(({ off }) =>
    Number.isFinite(off),
  );
  const share = (sum: number, exact: number) =>
    Math.abs(sum - exact) / (sumSlack * exact + finite.length * flushed ** 2);
  return Math.max(
    share(told.errors, squares(finite.map(({ off }) => off))),
    share(told.squares, squares(finite.map(({ value }) => value))),
  );
}

function squares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value ** 2, 0);
}
