/** What the calculator computes with: fractions of whole numbers of any size, else floating point. */

/** A fraction in lowest terms, whose denominator is positive. */
interface Fraction {
  top: bigint;
  bottom: bigint;
}

export type Value = Fraction | number;

/** What is wrong with an expression, in words for the model. */
export class Mistake extends Error {}

/** Bits of the largest part of a fraction: about a thousand decimal digits. */
const maxBits = 3320;
const maxDecimals = 30;

const zero: Fraction = { top: 0n, bottom: 1n };
const bits = (whole: bigint) => (whole < 0n ? -whole : whole).toString(16).length * 4;

export function decimal(digits: string, exponent: number): Value {
  const [whole = '', decimals = ''] = digits.split('.');
  const places = exponent - decimals.length;
  if (Math.abs(places) > 900) throw new Mistake(`${digits}e${exponent} is too large or too small`);
  const value = fraction(BigInt(whole + decimals), 1n);
  const scale = 10n ** BigInt(Math.abs(places));
  return places < 0 ? divided(value, fraction(scale, 1n)) : times(value, fraction(scale, 1n));
}

export function plus(a: Value, b: Value): Value {
  if (typeof a === 'number' || typeof b === 'number') return finite(asNumber(a) + asNumber(b));
  return fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
}

export function negated(a: Value): Value {
  return typeof a === 'number' ? -a : { top: -a.top, bottom: a.bottom };
}

export function times(a: Value, b: Value): Value {
  if (typeof a === 'number' || typeof b === 'number') return finite(asNumber(a) * asNumber(b));
  return fraction(a.top * b.top, a.bottom * b.bottom);
}

export function divided(a: Value, b: Value): Value {
  if (isZero(b)) throw new Mistake('division by zero');
  if (typeof a === 'number' || typeof b === 'number') return finite(asNumber(a) / asNumber(b));
  return fraction(a.top * b.bottom, a.bottom * b.top);
}

/** What is left of `a` when `b` is taken away as often as it fits: it has the sign of `b`. */
export function remainder(a: Value, b: Value): Value {
  return plus(a, negated(times(b, floor(divided(a, b)))));
}

export function power(a: Value, b: Value): Value {
  if (typeof a === 'number' || typeof b === 'number' || b.bottom !== 1n) return finite(asNumber(a) ** asNumber(b));
  const size = b.top < 0n ? -b.top : b.top;
  if (BigInt(Math.max(bits(a.top), bits(a.bottom)) - 4) * size > maxBits) throw new Mistake('the result is too large');
  if (size > maxBits) return a.top < 0n && size % 2n === 1n ? negated(unit(a)) : unit(a);
  const raised = fraction(a.top ** size, a.bottom ** size);
  return b.top < 0n ? divided({ top: 1n, bottom: 1n }, raised) : raised;
}

/** The size of a value whose powers do not grow: 0 or 1. */
function unit({ top, bottom }: Fraction): Value {
  if (bottom !== 1n || top > 1n || top < -1n) throw new Mistake('the result is too large');
  return top === 0n ? zero : { top: 1n, bottom: 1n };
}

export function floor(a: Value): Value {
  if (typeof a === 'number') return Math.floor(a);
  const down = a.top / a.bottom;
  return { top: a.top < 0n && down * a.bottom !== a.top ? down - 1n : down, bottom: 1n };
}

export function isLess(a: Value, b: Value): boolean {
  if (typeof a === 'number' || typeof b === 'number') return asNumber(a) < asNumber(b);
  return a.top * b.bottom < b.top * a.bottom;
}

/** Exact where the root is. */
export function squareRoot(a: Value): Value {
  if (isLess(a, zero)) throw new Mistake('the square root of a negative number');
  if (typeof a === 'number') return Math.sqrt(a);
  const exact = { top: wholeRoot(a.top), bottom: wholeRoot(a.bottom) };
  return exact.top ** 2n === a.top && exact.bottom ** 2n === a.bottom ? exact : Math.sqrt(asNumber(a));
}

/** The largest whole number whose square is at most `square`, by Newton's method from above. */
function wholeRoot(square: bigint): bigint {
  if (square === 0n) return 0n;
  let root = 1n << BigInt(bits(square) / 2 + 1);
  for (let next = root; next >= 0n; root = next) {
    next = (root + square / root) >> 1n;
    if (next >= root) return root;
  }
  return root;
}

export function asNumber(a: Value): number {
  if (typeof a === 'number') return a;
  // Parts beyond the range of doubles are scaled down together.
  const excess = BigInt(Math.max(0, Math.max(bits(a.top), bits(a.bottom)) - 1000));
  return Number(a.top >> excess) / Number(a.bottom >> excess);
}

export function finite(value: number): number {
  if (Number.isNaN(value)) throw new Mistake('the result is not a real number');
  if (!Number.isFinite(value)) throw new Mistake('the result is too large');
  return value;
}

/** Whole numbers and short decimals exactly, others to 15 digits. */
export function shown(a: Value): string {
  if (typeof a === 'number') return String(Number(a.toPrecision(15)));
  if (a.bottom === 1n) return String(a.top);
  const scaled = (a.top * 10n ** BigInt(maxDecimals)) / a.bottom;
  if (scaled * a.bottom !== a.top * 10n ** BigInt(maxDecimals)) return shown(asNumber(a));
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(maxDecimals + 1, '0');
  const decimals = digits.slice(-maxDecimals).replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -maxDecimals)}.${decimals}`;
}

function isZero(a: Value): boolean {
  return typeof a === 'number' ? a === 0 : a.top === 0n;
}

function fraction(top: bigint, bottom: bigint): Fraction {
  const common = divisor(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom) * (bottom < 0n ? -1n : 1n);
  const lowest = { top: top / common, bottom: bottom / common };
  if (Math.max(bits(lowest.top), bits(lowest.bottom)) > maxBits) throw new Mistake('the result is too large');
  return lowest;
}

function divisor(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}
