import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate } from './calculator.ts';

test.each([
  ['12*7', '84'],
  ['0.1 + 0.2', '0.3'],
  ['1/3', '0.333333333333333'],
  ['1/3*3', '1'],
  ['2^100', '1267650600228229401496703205376'],
  ['2**-2', '0.25'],
  ['-2^2', '-4'],
  ['2^3^2', '512'],
  ['(1 + 2) × 3 − 4 ÷ 8', '8.5'],
  ['7 % 3 + -7 % 3', '3'],
  ['1.5e3 + .5', '1500.5'],
  ['sqrt(2)^2', '2'],
  ['sqrt(1/4)', '0.5'],
  ['sqrt(12345678901234567890^2)', '12345678901234567890'],
  ['sqrt(12345678901234567890^2 + 1)', '12345678901234600000'],
  ['sqrt(1 - 1) + sqrt(0/3) + sqrt(1/4)', '0.5'],
  ['round(2.675, 2)', '2.68'],
  ['round(-2.5) + floor(-0.5) + ceil(-0.5)', '-4'],
  ['min(3, 1/2, 2) + max(1, 9)', '9.5'],
  ['log10(1000) + ln(e) + sin(0) + abs(-2)', '6'],
  ['PI', '3.14159265358979'],
  ['(-1)^1000001', '-1'],
  ['0^0', '1'],
])('%s is %s', (expression, value) => {
  expect(calculate(expression)).toBe(value);
});

test.each([
  ['', 'a number is missing'],
  ['1 +', 'a number is missing'],
  ['(1', 'a closing parenthesis is missing'],
  ['1 2', 'an operator is missing'],
  ['1/0', 'division by zero'],
  ['0^-1', 'division by zero'],
  ['9^9^9', 'the result is too large'],
  ['1e99999', 'too large or too small'],
  ['sqrt(-1)', 'the square root of a negative number'],
  ['ln(-1)', 'not a real number'],
  ['alert(1)', '"alert" is no function or constant here'],
  ['constructor(1)', 'is no function or constant here'],
  ['1; 2', '"; 2" cannot be read'],
  [`${'('.repeat(500)}1${')'.repeat(500)}`, 'within one another'],
  ['1'.repeat(3000), 'more than 2000 characters'],
  [Array(40).fill('2^999').join('*'), 'the result is too large'],
])('%.40s is an error: %s', (expression, reason) => {
  expect(calculate(expression)).toMatch(/^Error: .*\.$/);
  expect(calculate(expression)).toContain(reason);
});

describe('any expression', () => {
  /** An expression with its value as a fraction. */
  interface Known {
    text: string;
    top: bigint;
    bottom: bigint;
  }
  const whole = fc
    .bigInt({ min: -99n, max: 99n })
    .map((value): Known => ({ text: `(${value})`, top: value, bottom: 1n }));
  const { known } = fc.letrec<{ known: Known }>((tie) => ({
    known: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      whole,
      fc.tuple(tie('known'), fc.constantFrom('+', '-', '*', '/'), tie('known')).map(([a, drawn, b]): Known => {
        const sign = drawn === '/' && b.top === 0n ? '*' : drawn;
        const text = `(${a.text} ${sign} ${b.text})`;
        if (sign === '*') return { text, top: a.top * b.top, bottom: a.bottom * b.bottom };
        if (sign === '/') return { text, top: a.top * b.bottom, bottom: a.bottom * b.top };
        const other = b.top * a.bottom;
        return { text, top: a.top * b.bottom + (sign === '+' ? other : -other), bottom: a.bottom * b.bottom };
      }),
    ),
  }));

  test('of whole numbers is exact', () => {
    fc.assert(
      fc.property(known, ({ text, top, bottom }) => {
        expect(calculate(`(${text}) * (${bottom})`)).toBe(String(top));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('or text ends in a value or an error', () => {
    const part = fc.constantFrom(
      '1',
      '2.5',
      '(',
      ')',
      '^',
      '-',
      '*',
      '/',
      '%',
      ',',
      'sqrt',
      'min',
      'e',
      'x',
      ' ',
      '9e9',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        expect(calculate(parts.join(''))).toMatch(/^(-?[\d.]+(e[+-]\d+)?|Error: .+\.)$/);
      }),
      { seed: 2, numRuns: 3000 },
    );
  });
});
