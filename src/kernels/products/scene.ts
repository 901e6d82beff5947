import { halfUlp } from '../checking/check.ts';
import { encode } from '../checking/encode.ts';
import type { Random } from '../checking/random.ts';
import { formatNames, isDense, type WeightType } from '../formats/formats.ts';

/** How many tokens a kernel is for. */
export type Shape = 'one' | 'many';

export const eps = 1e-6;

/** WGSL: inverseSqrt is good to 2 units in the last place. */
export const inverseSqrtAllowance = 4 * halfUlp;
/** And exp(x) to 3 + 2 |x| where it matters (|x| under 17), division to 2.5. */
export const siluAllowance = 2 * (3 + 2 * 17 + 2.5) * halfUlp;

/** A random size of what a product kernel reads: rows of odd length mostly, of whole vec8s, and of whole units. */
export function sizes(random: Random, shape: Shape) {
  const kind = random.next();
  const inputs = kind < 0.4 ? random.odd(3, 300) : kind < 0.7 ? random.integer(1, 40) * 8 : random.integer(1, 4) * 256;
  const tokens = shape === 'one' ? 1 : random.integer(2, 75);
  return { type: random.assigned(formatNames), inputs, tokens };
}

/** Tokens and the gains of their norm, which are never quantised; at 1e-4 the epsilon decides. */
export function normed(random: Random, tokens: number, inputs: number, type: WeightType) {
  const scale = 10 ** random.integer(-4, 4);
  const gainType = isDense(type) ? type : 'BF16';
  const gain = { type: gainType, encoded: encode(random.normals(inputs, 10), gainType) } as const;
  return { scale, x: random.normals(tokens * inputs, scale), gain };
}
