import { ropeRotations } from '../../model/pass/rope.ts';
import { halfUlp, judge, judgeEqual, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import { inEach, plainKernel, type KernelChecks } from '../checking/kernel_check.ts';
import { denseTypes, formatNames, formatOf, type DenseType, type WeightType } from '../formats/formats.ts';
import { perHead } from '../operands.ts';
import * as oracle from '../oracle/float64.ts';
import * as plain from './operations.ts';

function embedCheck(type: WeightType): Check {
  return async (rig, random) => {
    const [tokens, rows, width] = [random.odd(1, 40), random.odd(3, 90), random.odd(1, 200)];
    const rowsAPiece = random.rowsAPiece(type, rows, width);
    const ids = Array.from({ length: tokens }, () => random.integer(0, rows - 1));
    const table = encode(random.normals(rows * width), type);
    const x = rig.output(tokens * width, width);
    await rig.run({ start: 0, tokens }, (on) =>
      plain.embed(on, rig.ids(ids), rig.weight(table, type, rows, width, rowsAPiece), x),
    );
    const shape = `${tokens} of ${rows}x${width}, ${rowsAPiece} rows a piece`;
    return judgeEqual(shape, await rig.read(x), oracle.embed(ids, table.values, width));
  };
}

/**
 * All 65,536 values of a 16-bit type widen exactly. NaNs are left out, since WGSL may change their bits, and f32 subnormals, since WGSL may
 * flush them.
 */
function widenCheck(type: DenseType): Check {
  return async (rig) => {
    const halves = Uint16Array.from({ length: 0x10000 }, (_, half) => half);
    const bytes = new Uint8Array(halves.buffer);
    const values = formatOf(type).decode(bytes, halves.length);
    const subnormal = (value: number) => value !== 0 && Math.abs(value) < 2 ** -126;
    const kept = Array.from(halves).filter((half) => !Number.isNaN(values[half]!) && !subnormal(values[half]!));
    const x = rig.output(halves.length, 1);
    const table = { bytes, values };
    await rig.run({ start: 0, tokens: halves.length / 2 }, (on) => {
      const pieces = rig.weight(table, type, halves.length, 1);
      // Two batches' worth of rows: a dispatch has at most 65,535 workgroups a dimension.
      plain.embed(on, rig.ids([...halves]), { ...pieces, columns: 2 }, { ...x, width: 2 });
    });
    const actual = await rig.read(x);
    return judgeEqual(
      '65,536 values',
      kept.map((half) => actual[half]!),
      kept.map((half) => values[half]!),
    );
  };
}

/** WGSL: inverseSqrt is good to 2 units in the last place. */
const inverseSqrtAllowance = 4 * halfUlp;

/** Scales from where eps decides (mean square 1e-8) to where a half would overflow (1e10). */
function rmsNormCheck(type: DenseType): Check {
  return async (rig, random) => {
    const [rows, width, eps] = [random.odd(1, 30), random.odd(1, 1500), 1e-6];
    const scale = 10 ** random.integer(-4, 5);
    const x = random.normals(rows * width, scale);
    const gain = encode(random.normals(width, 30), type);
    const y = rig.output(rows * width, width);
    await rig.run({ start: 0, tokens: rows }, (on) =>
      plain.rmsNorm(on, rig.input(x, width), rig.weight(gain, type, 1, width), y, eps),
    );
    const expected = (round: oracle.Round) => oracle.rmsNorm(x, gain.values, eps, round);
    return judge(`${rows}x${width}, scale ${scale}`, await rig.read(y), expected, inverseSqrtAllowance);
  };
}

const headNormCheck: Check = async (rig, random) => {
  const [tokens, heads, headDim, eps] = [random.odd(1, 20), random.odd(1, 9), random.integer(1, 128) * 2, 1e-6];
  const x = random.normals(tokens * heads * headDim);
  const gain = encode(random.normals(headDim, 30), 'F32');
  const y = rig.output(tokens * heads * headDim, heads * headDim);
  await rig.run({ start: 0, tokens }, (on) => {
    const input = rig.input(x, heads * headDim);
    plain.rmsNorm(on, perHead(input, headDim), rig.weight(gain, 'F32', 1, headDim), perHead(y, headDim), eps);
  });
  const expected = (round: oracle.Round) => oracle.rmsNorm(x, gain.values, eps, round);
  return judge(`${tokens}x${heads}x${headDim}`, await rig.read(y), expected, inverseSqrtAllowance);
};

function matmulCheck(type: WeightType): Check {
  return async (rig, random) => {
    const [tokens, inputs, outputs] = [random.odd(1, 9), random.odd(3, 700), random.odd(3, 300)];
    // Odd rows share words and blocks. Pieces begin with a whole one, as in the engine.
    const rowsAPiece = random.rowsAPiece(type, outputs, inputs);
    const x = random.normals(tokens * inputs);
    const weight = encode(random.normals(outputs * inputs), type);
    const y = rig.output(tokens * outputs, outputs);
    await rig.run({ start: 0, tokens }, (on) =>
      plain.matmul(on, rig.input(x, inputs), rig.weight(weight, type, outputs, inputs, rowsAPiece), y),
    );
    const shape = `${tokens}x${inputs} by ${outputs}, ${rowsAPiece} rows a piece`;
    return judge(shape, await rig.read(y), (round) => oracle.matmul(x, weight.values, inputs, round));
  };
}

const ropeCheck: Check = async (rig, random) => {
  const [tokens, heads] = [random.odd(1, 20), random.odd(1, 9)];
  const headDim = random.integer(1, 128) * 2;
  const start = random.integer(0, 100);
  const x = random.normals(tokens * heads * headDim);
  const rotations = ropeRotations(start + tokens, headDim, 1e6);
  const y = rig.output(x.length, heads * headDim);
  await rig.run({ start, tokens }, (on) => {
    plain.rope(on, rig.input(x, heads * headDim), rig.input(rotations, 1).binding.buffer, y, headDim);
  });
  return judge(`${tokens} tokens at ${start}, ${heads} heads of ${headDim}`, await rig.read(y), (round) =>
    oracle.rope(x, rotations, { heads, headDim, start }, round),
  );
};

const addCheck: Check = async (rig, random) => {
  const [tokens, width] = [random.odd(1, 20), random.odd(1, 500)];
  const a = random.normals(tokens * width, 100);
  const b = random.normals(tokens * width);
  const sum = rig.output(a.length, width);
  await rig.run({ start: 0, tokens }, (on) => plain.add(on, rig.input(a, width), rig.input(b, width), sum));
  // One rounding, and IEEE says which way.
  return judgeEqual(`${tokens}x${width}`, await rig.read(sum), oracle.add(a, b, Math.fround));
};

/** WGSL: exp(x) is good to 3 + 2 |x| units, where it matters (|x| under 17); division to 2.5. */
const siluAllowance = 2 * (3 + 2 * 17 + 2.5) * halfUlp;

/** Gates far beyond where exp overflows f32 (88.7) on both sides. */
const swigluCheck: Check = async (rig, random) => {
  const [tokens, width, scale] = [random.odd(1, 20), random.odd(1, 500), 10 ** random.integer(-3, 3)];
  const gate = random.normals(tokens * width, scale);
  const up = random.normals(tokens * width);
  const act = rig.output(gate.length, width);
  await rig.run({ start: 0, tokens }, (on) => plain.swiglu(on, rig.input(gate, width), rig.input(up, width), act));
  return judge(
    `${tokens}x${width}, gates of ${scale}`,
    await rig.read(act),
    (round) => oracle.swiglu(gate, up, round),
    siluAllowance,
  );
};

const lastRowCheck: Check = async (rig, random) => {
  const [tokens, width] = [random.odd(1, 20), random.odd(1, 500)];
  const x = random.normals(tokens * width);
  const y = rig.output(width, width, { fixed: 1 });
  await rig.run({ start: 7, tokens }, (on) => plain.lastRow(on, rig.input(x, width), y));
  return judgeEqual(`${tokens}x${width}`, await rig.read(y), x.slice(-width));
};

/** WGSL: exp(x) is good to 3 + 2 |x| units in the last place. Scores here are mostly within 30 of the largest. */
const expAllowance = 2 * (3 + 2 * 30) * halfUlp;

const attentionCheck: Check = async (rig, random) => {
  const [tokens, kvHeads, group] = [random.odd(1, 9), random.odd(1, 3), random.integer(1, 4)];
  const headDim = random.integer(1, 128) * 2;
  const start = random.integer(0, 200);
  const positions = start + tokens;
  const heads = kvHeads * group;
  // At 30 scores reach 150, beyond what exp can take in f32 (88.7) unless the largest is subtracted.
  const scale = random.next() < 0.5 ? 2 : 30;
  const q = random.normals(tokens * heads * headDim, scale);
  // Positions after the last token's: as large as f32 goes without overflowing a score, so that reading one shows.
  const beyond = 5 * kvHeads * headDim;
  const withStale = (values: Float32Array) => {
    const all = random.normals(values.length + beyond, 1e30);
    all.set(values);
    return all;
  };
  const keys = withStale(random.normals(positions * kvHeads * headDim, 2));
  const values = withStale(random.normals(positions * kvHeads * headDim));
  const attn = rig.output(q.length, heads * headDim);
  await rig.run({ start, tokens }, (on) => {
    plain.attention(on, rig.input(q, heads * headDim), rig.cache(keys, values, headDim), attn, {
      heads,
      kvHeads,
      headDim,
    });
  });
  const shape = { heads, kvHeads, headDim, start };
  return judge(
    `${tokens} tokens at ${start}, ${heads}/${kvHeads} heads of ${headDim}, q of ${scale}`,
    await rig.read(attn),
    (round) => oracle.attention(q, keys, values, shape, round),
    expAllowance,
  );
};

const kvAppendCheck: Check = async (rig, random) => {
  const [tokens, heads, headDim] = [random.odd(1, 9), random.odd(1, 7), random.integer(1, 64) * 2];
  const [width, start] = [heads * headDim, random.integer(0, 50)];
  const capacity = start + tokens + random.integer(0, 20);
  const k = random.normals(tokens * width);
  const v = random.normals(tokens * width);
  const before = random.normals(capacity * width);
  const cache = rig.cache(before, before, headDim);
  await rig.run({ start, tokens }, (on) =>
    plain.kvAppend(on, rig.input(k, width), rig.input(v, width), cache, headDim),
  );
  const stored = (rows: Float32Array) => {
    const after = before.slice();
    after.set(rows, start * width);
    return after;
  };
  const { keys, values } = await rig.readCache(cache, capacity * heads, headDim);
  const actual = [...keys, ...values];
  return judgeEqual(`${tokens}x${heads}x${headDim} at ${start} of ${capacity}`, actual, [...stored(k), ...stored(v)]);
};

/** Formats that have 65,536 values. */
const sixteenBits = denseTypes.filter((type) => formatOf(type).stored.block.bytes === 2);

export const checks: KernelChecks = {
  ...inEach('embed', formatNames, (type) => plainKernel(embedCheck(type))),
  ...inEach('widen every', sixteenBits, (type) => plainKernel(widenCheck(type))),
  ...inEach('rms_norm', denseTypes, (type) => plainKernel(rmsNormCheck(type))),
  'rms_norm a head': plainKernel(headNormCheck),
  ...inEach('matmul', formatNames, (type) => plainKernel(matmulCheck(type))),
  rope: plainKernel(ropeCheck),
  kv_append: plainKernel(kvAppendCheck),
  attention: plainKernel(attentionCheck),
  add: plainKernel(addCheck),
  swiglu: plainKernel(swigluCheck),
  last_row: plainKernel(lastRowCheck),
};
