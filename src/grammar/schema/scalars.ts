import { refuse } from '../../result.ts';
import { literal, sequence, type Expression } from '../expression.ts';
import { formats } from '../values/formats.ts';
import { number, string } from '../values/json.ts';
import { decimals, integers, placesOf, type Limits } from '../values/numbers.ts';
import { matching, UnsupportedPattern } from '../values/pattern.ts';
import { below, type Json, type SchemaObject } from './keywords.ts';

const longest = 50_000;
const maxPlaces = 12;

export function strings(schema: SchemaObject, at: string): Expression {
  const { minLength, maxLength, pattern, format } = schema as Record<string, Json | undefined>;
  const given = [pattern, format, minLength ?? maxLength].filter((each) => each !== undefined);
  if (given.length > 1) {
    refuse(
      'bad-request',
      `The schema combines “pattern”, “format” and lengths at ${at}: say all of it in one pattern.`,
    );
  }
  if (format !== undefined && formats[format as string] === undefined) {
    refuse(
      'bad-request',
      `The schema's “format” at ${at} is not one of ${Object.keys(formats).join(', ')}: choose one, or write a pattern.`,
    );
  }
  const expected = (pattern ?? formats[format as string]) as string | undefined;
  if (expected === undefined) {
    const [min, max] = [(minLength ?? 0) as number, (maxLength ?? Infinity) as number];
    if (min > longest || (max !== Infinity && max > longest)) {
      refuse('bad-request', `The schema's lengths at ${at} are supported up to ${longest}: choose less.`);
    }
    return string(min, max);
  }
  try {
    return sequence(literal('"'), matching(expected), literal('"'));
  } catch (error) {
    if (!(error instanceof UnsupportedPattern)) throw error;
    refuse('bad-request', `The schema's pattern at ${below(at, 'pattern')} has ${error.message}.`);
  }
}

export function numbers(schema: SchemaObject, at: string, whole: boolean): Expression {
  const least = limit(schema, 'minimum', 'exclusiveMinimum', (a, b) => a > b);
  const most = limit(schema, 'maximum', 'exclusiveMaximum', (a, b) => a < b);
  const limits: Limits = { min: least, max: most };
  for (const { value } of [least, most].filter((each) => each !== null)) {
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER || placesOf(value) > maxPlaces) {
      refuse('bad-request', `The schema's limits at ${at} are supported up to 2^53 and ${maxPlaces} decimal places.`);
    }
  }
  if (whole) return integers(limits);
  return least || most ? decimals(limits) : number;
}

/** The narrower of two limits. */
function limit(schema: SchemaObject, name: string, excluding: string, narrower: (a: number, b: number) => boolean) {
  const [included, excluded] = [schema[name], schema[excluding]] as (number | undefined)[];
  if (included === undefined && excluded === undefined) return null;
  if (excluded === undefined || (included !== undefined && narrower(included, excluded))) {
    return { value: included!, excluded: false };
  }
  return { value: excluded, excluded: true };
}
