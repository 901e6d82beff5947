import { Random } from './random.ts';

/** What makes values hard to compute with. */
export const hardKinds = ['large', 'tiny', 'mixed', 'cancelling', 'dominated'] as const;
export type HardKind = (typeof hardKinds)[number];

/** In words, after "on". */
export const hardWords: Readonly<Record<HardKind, string>> = {
  large: 'large values',
  tiny: 'tiny values',
  mixed: 'values of mixed magnitudes',
  cancelling: 'sums that cancel',
  dominated: 'values that one channel dominates',
};

/**
 * Random test data that is hard on kernels: every operand of a check is so, each in its own way. A product of two large operands is beyond
 * f16, and none is beyond f32.
 */
export class HardRandom extends Random {
  constructor(
    seed: number,
    private readonly kind: HardKind,
  ) {
    super(seed);
  }

  override normals(count: number, scale = 1): Float32Array<ArrayBuffer> {
    const values = super.normals(count, scale);
    // Values of this size only mark what must not be read.
    if (scale > 1e20) return values;
    switch (this.kind) {
      case 'large':
        return times(values, 2 ** this.integer(3, 5));
      case 'tiny':
        return times(values, 2 ** -this.integer(6, 12));
      case 'mixed':
        return values.map((value) => value * 2 ** this.integer(-10, 4));
      case 'cancelling':
        // Neighbours are nearly each other's negative.
        return values.map((value, i) => (i % 2 === 0 ? value : -values[i - 1]! * (1 + value / scale / 256)));
      case 'dominated': {
        const at = this.integer(0, Math.max(0, count - 1));
        return values.map((value, i) => (i === at ? value * 64 : value));
      }
    }
  }
}

function times(values: Float32Array<ArrayBuffer>, factor: number): Float32Array<ArrayBuffer> {
  return values.map((value) => value * factor);
}
