import * as v from 'valibot';

/** What JSON has no number for, -0 included: JSON.stringify writes it as 0. */
const spelled: Record<string, number> = { NaN: Number.NaN, Infinity, '-Infinity': -Infinity, '-0': -0 };

/** Any number at all: an error may be infinite, and a factor may be NaN. */
export const real = v.union(
  [
    v.pipe(v.number(), v.finite()),
    v.pipe(
      v.picklist(['NaN', 'Infinity', '-Infinity', '-0']),
      v.transform((text) => spelled[text]!),
    ),
  ],
  'must be a number, "NaN", "Infinity" or "-Infinity"',
);

/** JSON from which {@link real} restores every number to the bit. */
export function exactJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'number') return part;
    return Number.isFinite(part) && !Object.is(part, -0) ? part : Object.is(part, -0) ? '-0' : String(part);
  });
}
