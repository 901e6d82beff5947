/** JSON as models write it: what no schema says more of. */
import {
  byte,
  choice,
  literal,
  optional,
  repeat,
  sequence,
  shared,
  ruleOf,
  type Expression,
  type Rule,
} from '../expression.ts';
import { everything, inString } from './characters.ts';

/** Up to two line breaks and an indentation, or a space: endless white space would never be an answer. */
export const space = shared(
  choice(sequence(), literal(' '), sequence(repeat(byte(0x0a), 1, 2), repeat(choice(byte(0x20), byte(0x09)), 0, 20))),
);

const digit = byte(0x30, 0x39);
const hex = choice(digit, byte(0x41, 0x46), byte(0x61, 0x66));
const d = choice(byte(0x44), byte(0x64));
const escape = choice(
  ...Array.from('"\\/bfnrt', (each) => literal(each)),
  sequence(
    literal('u'),
    choice(
      sequence(
        choice(byte(0x30, 0x39), byte(0x41, 0x43), byte(0x45, 0x46), byte(0x61, 0x63), byte(0x65, 0x66)),
        hex,
        hex,
        hex,
      ),
      sequence(d, byte(0x30, 0x37), hex, hex),
      // Two surrogates are one character, and one alone is none.
      sequence(
        sequence(d, choice(byte(0x38, 0x39), byte(0x41, 0x42), byte(0x61, 0x62)), hex, hex),
        sequence(literal('\\u'), d, choice(byte(0x43, 0x46), byte(0x63, 0x66)), hex, hex),
      ),
    ),
  ),
);

/** One character of a string, escaped or not. */
const plain = inString([
  [0x20, 0x21],
  [0x23, 0x5b],
  [0x5d, 0x10ffff],
]);
const stringCharacter = shared(choice(plain, sequence(byte(0x5c), escape)));

export function string(min = 0, max = Infinity): Expression {
  return sequence(literal('"'), repeat(stringCharacter, min, max), literal('"'));
}

/** One character as `JSON.stringify` writes it. */
export const canonicalCharacter = shared(inString(everything));

const fraction = sequence(literal('.'), repeat(digit, 1, 24));
const exponent = sequence(
  choice(literal('e'), literal('E')),
  choice(
    sequence(literal('-'), repeat(digit, 1, 3)),
    sequence(optional(literal('+')), choice(repeat(digit, 1, 2), sequence(byte(0x31, 0x32), digit, digit))),
  ),
);

/** Digits end, and exponents stay below 300, where any number is finite. */
export const number = shared(
  sequence(
    optional(literal('-')),
    choice(
      sequence(choice(literal('0'), sequence(byte(0x31, 0x39), repeat(digit, 0, 20))), optional(fraction)),
      sequence(digit, optional(fraction), exponent),
    ),
  ),
);

/** An element or a member and more of them, `min` to `max`, between brackets or braces. */
export function list(open: string, close: string, of: Expression, min: number, max: number): Expression {
  if (min > max) return choice();
  const more = sequence(comma, of);
  const some = max === 0 ? sequence() : sequence(of, repeat(more, Math.max(0, min - 1), max - 1));
  return within(open, close, min === 0 ? optional(some) : some);
}

export function within(open: string, close: string, content: Expression): Expression {
  return sequence(literal(open), space, content, space, literal(close));
}

export const comma = sequence(literal(','), space);
export const colon = sequence(literal(':'), space);

const anyRule: Rule = { body: null };
/** Any JSON value. */
export const anything = ruleOf(anyRule);
anyRule.body = choice(
  list('{', '}', sequence(string(), colon, anything), 0, Infinity),
  list('[', ']', anything, 0, Infinity),
  string(),
  number,
  literal('true'),
  literal('false'),
  literal('null'),
);
