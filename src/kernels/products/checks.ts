import { add, exact, matmul, rmsNorm, swiglu, type Round } from '../oracle/float64.ts';
import type { Joins } from '../fused_ops.ts';
import type { WeightType } from '../operands.ts';
import { halfUlp, judge, type Check } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import type { Random } from '../checking/random.ts';

/** Kernels for one token, each alone, or for many. */
export type Shape = 'one' | 'many';

const alone: Joins = { ropeAttention: false, attentionOut: false };
const types: WeightType[] = ['F32', 'F16', 'BF16', 'Q8', 'Q4'];
const eps = 1e-6;

/** WGSL: inverseSqrt is good to 2 units in the last place. */
const inverseSqrtAllowance = 4 * halfUlp;
/** And exp(x) to 3 + 2 |x| where it matters (|x| under 17), division to 2.5. */
const siluAllowance = 2 * (3 + 2 * 17 + 2.5) * halfUlp;

/** A random size of what a product kernel reads: rows of odd length mostly, whole eights, and whole superblocks. */
function sizes(random: Random, shape: Shape) {
  const kind = random.next();
  const inputs = kind < 0.4 ? random.odd(3, 300) : kind < 0.7 ? random.integer(1, 40) * 8 : random.integer(1, 4) * 256;
  const tokens = shape === 'one' ? 1 : random.integer(2, 75);
  return { type: random.pick(types), inputs, tokens };
}

/** Tokens and the gains of their norm, which are never quantised; at 1e-4 the epsilon decides. */
function normed(random: Random, tokens: number, inputs: number, type: WeightType) {
  const scale = 10 ** random.integer(-4, 4);
  const gainType = type === 'Q8' || type === 'Q4' ? 'BF16' : type;
  const gain = { type: gainType, encoded: encode(random.normals(inputs, 10), gainType) } as const;
  return { scale, x: random.normals(tokens * inputs, scale), gain };
}

export function normQkvCheck(shape: Shape): Check {
  return async (rig, random) => {
    const { type, inputs, tokens } = sizes(random, shape);
    const { x, gain, scale } = normed(random, tokens, inputs, type);
    const rows = [random.odd(3, 150), random.odd(1, 60)] as const;
    const weights = [rows[0], rows[1], rows[1]].map((count) => encode(random.normals(count * inputs), type));
    const [q, k, v] = weights.map(({ values }) =>
      rig.output((tokens * values.length) / inputs, values.length / inputs),
    );
    const to = { q: q!, k: k!, v: v! };
    await rig.runFused({ start: 3, tokens }, shape === 'one' ? alone : 'many', (op) =>
      op.normQkv(
        rig.input(x, inputs),
        rig.weight(gain.encoded, gain.type, 1, inputs),
        rig.pack(weights, type, inputs),
        to,
        eps,
      ),
    );
    const actual = [...(await rig.read(to.q)), ...(await rig.read(to.k)), ...(await rig.read(to.v))];
    return judge(
      `${type} ${tokens}x${inputs} by ${rows.join('+2x')}, scale ${scale}`,
      actual,
      (round) => {
        const h = rmsNorm(x, gain.encoded.values, eps, round);
        return weights.flatMap(({ values }) => [...matmul(h, values, inputs, round)]);
      },
      inverseSqrtAllowance,
    );
  };
}

export function normGateUpCheck(shape: Shape): Check {
  return async (rig, random) => {
    const { type, inputs, tokens } = sizes(random, shape);
    const { x, gain, scale } = normed(random, tokens, inputs, type);
    const outputs = random.odd(3, 200);
    const [gate, up] = [0, 1].map(() => encode(random.normals(outputs * inputs, 0.1), type));
    const act = rig.output(tokens * outputs, outputs);
    await rig.runFused({ start: 3, tokens }, shape === 'one' ? alone : 'many', (op) => {
      const pack = rig.pack([gate!, up!], type, inputs);
      op.normGateUp(rig.input(x, inputs), rig.weight(gain.encoded, gain.type, 1, inputs), pack, act, eps);
    });
    const oracle = (round: Round) => {
      const h = rmsNorm(x, gain.encoded.values, eps, round);
      return swiglu(matmul(h, gate!.values, inputs, round), matmul(h, up!.values, inputs, round), round);
    };
    const words = `${type} ${tokens}x${inputs} by 2x${outputs}, scale ${scale}`;
    return judge(words, await rig.read(act), oracle, inverseSqrtAllowance + siluAllowance);
  };
}

/** Logits: of every token, or of the last of many. */
export function normProductCheck(shape: Shape | 'last of many'): Check {
  return async (rig, random) => {
    const { type, inputs, tokens } = sizes(random, shape === 'one' ? 'one' : 'many');
    const { x, gain, scale } = normed(random, tokens, inputs, type);
    const outputs = random.odd(3, 300);
    const rowsAPiece = random.rowsAPiece(type, outputs, inputs);
    const weight = encode(random.normals(outputs * inputs), type);
    const last = shape === 'last of many';
    const rows = last ? 1 : tokens;
    const logits = rig.output(rows * outputs, outputs);
    const tokensIn = rig.input(x, inputs);
    const tail = last ? rig.output(inputs, inputs, { fixed: 1 }) : tokensIn;
    await rig.runFused({ start: 3, tokens }, shape === 'one' ? alone : 'many', (op) => {
      const pieces = rig.weight(weight, type, outputs, inputs, rowsAPiece);
      op.logits({ x: tokensIn, tail, logits }, rig.weight(gain.encoded, gain.type, 1, inputs), pieces, eps);
    });
    return judge(
      `${type} ${tokens}x${inputs} by ${outputs}, ${rowsAPiece} rows a piece, scale ${scale}`,
      await rig.read(logits),
      (round) =>
        matmul(rmsNorm(x.slice(-rows * inputs), gain.encoded.values, eps, round), weight.values, inputs, round),
      inverseSqrtAllowance,
    );
  };
}

export function productAddCheck(shape: Shape): Check {
  return async (rig, random) => {
    const { type, inputs, tokens } = sizes(random, shape);
    const outputs = random.odd(3, 200);
    const y = random.normals(tokens * inputs);
    const before = random.normals(tokens * outputs, 10);
    const weight = encode(random.normals(outputs * inputs), type);
    const sum = rig.output(before.length, outputs);
    await rig.runFused({ start: 3, tokens }, shape === 'one' ? alone : 'many', (op) =>
      op.productAdd(rig.input(y, inputs), rig.weight(weight, type, outputs, inputs), rig.input(before, outputs), sum),
    );
    return judge(`${type} ${tokens}x${inputs} by ${outputs}`, await rig.read(sum), (round) =>
      add(before, matmul(y, weight.values, inputs, round), round === exact ? exact : round),
    );
  };
}
