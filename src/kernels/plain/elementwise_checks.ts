import { add, rope, swiglu } from '../oracle/float64.ts';
import { ropeRotations } from '../../model/pass/rope.ts';
import { halfUlp, judge, judgeEqual, type Check } from '../checking/check.ts';

export const ropeCheck: Check = async (rig, random) => {
  const [tokens, heads] = [random.odd(1, 20), random.odd(1, 9)];
  const headDim = random.integer(1, 128) * 2;
  const start = random.integer(0, 100);
  const x = random.normals(tokens * heads * headDim);
  const rotations = ropeRotations(start + tokens, headDim, 1e6);
  const y = rig.output(x.length, heads * headDim);
  await rig.run({ start, tokens }, (op) => {
    op.rope(rig.input(x, heads * headDim), rig.input(rotations, 1).binding.buffer, y, headDim);
  });
  return judge(`${tokens} tokens at ${start}, ${heads} heads of ${headDim}`, await rig.read(y), (round) =>
    rope(x, rotations, { heads, headDim, start }, round),
  );
};

export const addCheck: Check = async (rig, random) => {
  const [tokens, width] = [random.odd(1, 20), random.odd(1, 500)];
  const a = random.normals(tokens * width, 100);
  const b = random.normals(tokens * width);
  const sum = rig.output(a.length, width);
  await rig.run({ start: 0, tokens }, (op) => op.add(rig.input(a, width), rig.input(b, width), sum));
  // One rounding, and IEEE says which way.
  return judgeEqual(`${tokens}x${width}`, await rig.read(sum), add(a, b, Math.fround));
};

/** WGSL: exp(x) is good to 3 + 2 |x| units, where it matters (|x| under 17); division to 2.5. */
const siluAllowance = 2 * (3 + 2 * 17 + 2.5) * halfUlp;

/** Gates far beyond where exp overflows f32 (88.7) on both sides. */
export const swigluCheck: Check = async (rig, random) => {
  const [tokens, width, scale] = [random.odd(1, 20), random.odd(1, 500), 10 ** random.integer(-3, 3)];
  const gate = random.normals(tokens * width, scale);
  const up = random.normals(tokens * width);
  const act = rig.output(gate.length, width);
  await rig.run({ start: 0, tokens }, (op) => op.swiglu(rig.input(gate, width), rig.input(up, width), act));
  return judge(
    `${tokens}x${width}, gates of ${scale}`,
    await rig.read(act),
    (round) => swiglu(gate, up, round),
    siluAllowance,
  );
};

export const lastRowCheck: Check = async (rig, random) => {
  const [tokens, width] = [random.odd(1, 20), random.odd(1, 500)];
  const x = random.normals(tokens * width);
  const y = rig.output(width, width, { fixed: 1 });
  await rig.run({ start: 7, tokens }, (op) => op.lastRow(rig.input(x, width), y));
  return judgeEqual(`${tokens}x${width}`, await rig.read(y), x.slice(-width));
};
