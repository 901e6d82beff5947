import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../../result.ts';
import { dead, type Matcher } from '../matcher.ts';
import { matcherOf } from './schema.ts';
import { schemas } from './schemas.fixture.ts';
import { unsupported } from './unsupported.fixture.ts';

const utf8 = new TextEncoder();
const accepts = (matcher: Matcher, text: string): boolean => {
  const end = matcher.after(matcher.start, utf8.encode(text));
  return end !== dead && matcher.isComplete(end);
};

function validatorOf(schema: object | boolean): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv.compile(schema) as (value: unknown) => boolean;
}

/** A text that the matcher accepts: random bytes of those that may come, by which ends are found sooner or later. */
function written(matcher: Matcher, random: () => number): string | null {
  const bytes: number[] = [];
  let at = matcher.start;
  while (bytes.length < 1500) {
    if (matcher.isComplete(at) && random() < 0.5) break;
    const possible = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => matcher.next(at, byte) !== dead);
    if (possible.length === 0) {
      if (!matcher.isComplete(at)) throw new Error('a text that cannot go on and is no document');
      break;
    }
    const closing = possible.filter((byte) => '"}]'.includes(String.fromCharCode(byte)));
    // What closes is rare among 256 bytes.
    const from = closing.length > 0 && random() < 0.3 + bytes.length / 300 ? closing : possible;
    const byte = from[Math.floor(random() * from.length)]!;
    bytes.push(byte);
    at = matcher.next(at, byte);
  }
  if (!matcher.isComplete(at)) return null;
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
}

/** Null where no value fits. */
function matcherUnlessEmpty(schema: object): Matcher | null {
  try {
    return matcherOf(JSON.stringify(schema));
  } catch (error) {
    if (error instanceof Refusal && error.message.startsWith('No value fits')) return null;
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test.each(schemas)('$name: all that is accepted parses and is valid', ({ schema }) => {
  const matcher = matcherOf(JSON.stringify(schema));
  const isValid = validatorOf(schema);
  let ended = 0;
  for (let seed = 1; seed <= 30; seed += 1) {
    const text = written(matcher, randomFrom(seed));
    if (text === null) continue;
    ended += 1;
    expect(isValid(JSON.parse(text)), text).toBe(true);
  }
  expect(ended).toBeGreaterThan(0);
});

test.each(schemas)(
  '$name: its documents are accepted, compact and indented, and others are not',
  ({ schema, fits, fails }) => {
    const matcher = matcherOf(JSON.stringify(schema));
    const isValid = validatorOf(schema);
    for (const value of fits) {
      expect(isValid(value), JSON.stringify(value)).toBe(true);
      for (const indent of [undefined, 1, 2, 4, '\t']) {
        const text = JSON.stringify(value, null, indent);
        expect(accepts(matcher, text), text).toBe(true);
      }
    }
    for (const value of fails) {
      expect(isValid(value), JSON.stringify(value)).toBe(false);
      expect(accepts(matcher, JSON.stringify(value)), JSON.stringify(value)).toBe(false);
    }
  },
);

test.each(unsupported)('$name is refused by name and place', ({ schema, says }) => {
  expect(() => matcherOf(typeof schema === 'string' ? schema : JSON.stringify(schema))).toThrow(says);
});

test('any JSON is accepted where there is no schema, and nothing else', () => {
  const matcher = matcherOf(null);
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      // Exponents end at 299.
      expect(accepts(matcher, text)).toBe(!/[\d.]e\+30\d/.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '')));
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('{}[]",:0123456789.eE+-truefalsn \\u"')) }), (text) => {
      expect(!accepts(matcher, text) || isJson(text)).toBe(true);
    }),
    { numRuns: 2000 },
  );
  expect(accepts(matcher, `${'['.repeat(2000)}1${']'.repeat(2000)}`)).toBe(true);
});

const limit = fc.oneof(
  fc.integer({ min: -2000, max: 2000 }),
  fc.integer({ min: -99, max: 99 }).map((n) => n / 10),
  fc.constant(null),
);

test('limits of numbers are those of the validator', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('minimum', 'exclusiveMinimum'),
      limit,
      fc.constantFrom('maximum', 'exclusiveMaximum'),
      limit,
      fc.constantFrom('number', 'integer'),
      fc.array(
        fc.oneof(
          fc.integer({ min: -2100, max: 2100 }),
          fc.integer({ min: -9999, max: 9999 }).map((n) => n / 100),
        ),
      ),
      (least, min, most, max, type, values) => {
        const schema = { type, ...(min !== null && { [least]: min }), ...(max !== null && { [most]: max }) };
        const isValid = validatorOf(schema);
        const near = [min ?? 0, max ?? 0].flatMap((at) =>
          [at, at - 1, at + 1, at - 0.1, at + 0.01].map((n) => Number(n.toFixed(3))),
        );
        const all = [...values, ...near].filter((value) => !Object.is(value, -0));
        const matcher = matcherUnlessEmpty(schema);
        for (const value of all) {
          const accepted = matcher !== null && accepts(matcher, String(value));
          expect(accepted, `${value} of ${JSON.stringify(schema)}`).toBe(isValid(value));
        }
      },
    ),
    { numRuns: 40 },
  );
});
