import { byte, choice, literal, repeat, sequence, type Expression } from '../expression.ts';

/** Limits of a number; null where there is none. */
export interface Limits {
  min: { value: number; excluded: boolean } | null;
  max: { value: number; excluded: boolean } | null;
}

const digit = byte(0x30, 0x39);
/** Digits in front of the point, and behind it where limits have fewer. */
const [wholeDigits, fractionDigits] = [21, 24];

/** Integers within limits, without a sign for zero. */
export function integers(limits: Limits): Expression {
  return signed(limits, 0, (min, max, minExcluded, maxExcluded) =>
    fixed(minExcluded ? min + 1n : min, maxExcluded ? max - 1n : max, 0),
  );
}

/** Numbers within limits, without exponents. */
export function decimals(limits: Limits): Expression {
  const places = Math.max(placesOf(limits.min?.value ?? 0), placesOf(limits.max?.value ?? 0));
  return signed(limits, places, (min, max, minExcluded, maxExcluded) =>
    choice(
      ...Array.from({ length: places + 1 }, (_, kept) => {
        const unit = 10n ** BigInt(places - kept);
        const low = minExcluded ? min / unit + 1n : (min + unit - 1n) / unit;
        const high = maxExcluded ? (max + unit - 1n) / unit - 1n : max / unit;
        return fixed(low, high, kept);
      }),
      // Further digits make a number larger, by less than a unit of the last place.
      sequence(fixed(minExcluded ? min + 1n : min, max - 1n, places), point(places), more(places)),
      ...(minExcluded && min < max ? [sequence(fixed(min, min, places), point(places), notZero(places))] : []),
    ),
  );
}

const point = (places: number) => (places === 0 ? literal('.') : sequence());
const more = (places: number) => repeat(digit, 1, fractionDigits - places);
const notZero = (places: number) => {
  const spare = fractionDigits - places - 1;
  return sequence(repeat(literal('0'), 0, spare), byte(0x31, 0x39), repeat(digit, 0, spare));
};

type Range = (min: bigint, max: bigint, minExcluded: boolean, maxExcluded: boolean) => Expression;

/** What is not negative as `range` has it, and what is negative as the same behind a minus, in units of the last of `places`. */
function signed({ min, max }: Limits, places: number, range: Range): Expression {
  const most = 10n ** BigInt(wholeDigits + places) - 1n;
  const low = min === null ? -most : scaled(min.value, places, true);
  const high = max === null ? most : scaled(max.value, places, false);
  const lowExcluded = (min?.excluded ?? false) && scaled(min!.value, places, false) === low;
  const highExcluded = (max?.excluded ?? false) && scaled(max!.value, places, true) === high;
  const parts: Expression[] = [];
  if (high >= 0n) parts.push(range(low < 0n ? 0n : low, high, low >= 0n && lowExcluded, highExcluded));
  if (low < 0n) {
    parts.push(
      sequence(literal('-'), range(high < 0n ? -high : 0n, -low, high < 0n ? highExcluded : true, lowExcluded)),
    );
  }
  return choice(...parts);
}

/** `value` in units of the last of `places`, rounded up or down where it lies between two. */
function scaled(value: number, places: number, up: boolean): bigint {
  const [whole = '0', behind = ''] = plain(Math.abs(value)).split('.');
  const kept = behind.slice(0, places).padEnd(places, '0');
  const magnitude = BigInt(whole + kept);
  const exact = /^0*$/.test(behind.slice(places));
  if (value < 0) return -(exact || up ? magnitude : magnitude + 1n);
  return exact || !up ? magnitude : magnitude + 1n;
}

/** How many decimal places `value` has. */
export function placesOf(value: number): number {
  return plain(Math.abs(value)).split('.')[1]?.length ?? 0;
}

/** Without an exponent. */
function plain(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const [whole = '', behind = ''] = mantissa.split('.');
  const shift = Number(exponent);
  if (shift < 0) return `0.${'0'.repeat(-shift - 1)}${whole}${behind}`;
  return whole + behind.padEnd(shift, '0');
}

/** From `min` to `max` units of the last of `places`, with all of these written. */
function fixed(min: bigint, max: bigint, places: number): Expression {
  const ranges: Expression[] = [];
  for (let whole = 1; whole <= wholeDigits; whole += 1) {
    const length = whole + places;
    const [least, most] = [whole === 1 ? 0n : 10n ** BigInt(length - 1), 10n ** BigInt(length) - 1n];
    const [low, high] = [min > least ? min : least, max < most ? max : most];
    if (low > high) continue;
    ranges.push(
      digits(String(low).padStart(length, '0'), String(high).padStart(length, '0'), places === 0 ? -1 : whole),
    );
  }
  return choice(...ranges);
}

/** Strings of digits from `low` to `high`, which are equally long, with a point behind the first `whole`. */
function digits(low: string, high: string, whole: number): Expression {
  const dot = whole === 0 ? [literal('.')] : [];
  if (low === '') return sequence();
  const [from, to] = [low.charCodeAt(0), high.charCodeAt(0)];
  const [lowest, highest, left] = [low.slice(1), high.slice(1), whole - 1];
  if (from === to) return sequence(...dot, byte(from), digits(lowest, highest, left));
  const [least, most] = ['0'.repeat(lowest.length), '9'.repeat(highest.length)];
  const [all, allTo] = [lowest === least, highest === most];
  const [first, last] = [all ? from : from + 1, allTo ? to : to - 1];
  return sequence(
    ...dot,
    choice(
      ...(all ? [] : [sequence(byte(from), digits(lowest, most, left))]),
      ...(first <= last ? [sequence(byte(first, last), digits(least, most, left))] : []),
      ...(allTo ? [] : [sequence(byte(to), digits(least, highest, left))]),
    ),
  );
}
