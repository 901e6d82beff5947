import { refuse } from '../../result.ts';
import { automatonOf, maxStates, TooLarge } from '../automaton.ts';
import { choice, literal, optional, repeat, ruleOf, sequence, type Expression, type Rule } from '../expression.ts';
import { dead, Matcher } from '../matcher.ts';
import { anything, comma, list, space, within } from '../values/json.ts';
import { areDisjoint, kindOf } from './disjoint.ts';
import {
  annotations,
  below,
  checkKeywords,
  isEmpty,
  typesOf,
  type Json,
  type SchemaObject,
  type Type,
} from './keywords.ts';
import { merged } from './merge.ts';
import { objects } from './objects.ts';
import { numbers, strings } from './scalars.ts';

/**
 * A matcher of JSON documents: of any where `text` is null, or of those that fit the schema that `text` is.
 *
 * @throws Refusal ('bad-request') for what is no schema or is not supported, by its JSON pointer.
 */
export function matcherOf(text: string | null): Matcher {
  const document = text === null ? anything : new SchemaCompiler(parsed(text)).document();
  try {
    const matcher = new Matcher(automatonOf(sequence(space, document)));
    if (matcher.start === dead) refuse('bad-request', 'No value fits the schema: parts of it contradict each other.');
    return matcher;
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    refuse('bad-request', `The schema takes more than ${maxStates} states: choose smaller lengths or counts.`);
  }
}

function parsed(text: string): Json {
  if (text.trim() === '') refuse('bad-request', 'There is no schema yet: paste one, or choose any JSON.');
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    refuse('bad-request', `The schema is no JSON: ${reason}.`);
  }
}

/** A part of a pointer as it was before it was escaped for an address, if it was. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll(/%(?![0-9a-fA-F]{2})/g, '%25'));
  } catch {
    return name; // its bytes are no UTF-8
  }
}

class SchemaCompiler {
  readonly #rules = new Map<string, Rule>();
  readonly #root: Json;

  constructor(root: Json) {
    this.#root = root;
  }

  document(): Expression {
    return this.#value(this.#root, '#', []);
  }

  /** `entered` are references that were followed since the last brace or bracket. */
  #value(schema: Json, at: string, entered: readonly string[]): Expression {
    if (schema === true) return anything;
    if (schema === false) refuse('bad-request', `The schema permits no value at ${at}: it is false.`);
    checkKeywords(schema, at);
    if (isEmpty(schema)) return anything;
    const { $ref, allOf, ...rest } = schema;
    if ($ref !== undefined) {
      if (isEmpty(rest) && allOf === undefined) return this.#reference($ref as string, at, entered);
      const { $ref: _, ...others } = schema;
      this.#follow($ref as string, at, entered);
      return this.#value({ ...others, allOf: [this.#at($ref as string, at), ...((allOf ?? []) as Json[])] }, at, [
        ...entered,
        $ref as string,
      ]);
    }
    if (allOf !== undefined) return this.#all(rest, allOf as Json[], at, entered);
    for (const name of ['anyOf', 'oneOf']) {
      if (schema[name] !== undefined) return this.#some(schema, name, at, entered);
    }
    if ('const' in schema || 'enum' in schema) return values(schema, at);
    return choice(...typesOf(schema).map((type) => this.#ofType(type, schema, at)));
  }

  #ofType(type: Type, schema: SchemaObject, at: string): Expression {
    const inside = (of: Json, where: string) => this.#value(of, where, []);
    switch (type) {
      case 'object':
        return objects(schema, at, inside);
      case 'array':
        return arrays(schema, at, inside);
      case 'string':
        return strings(schema, at);
      case 'number':
      case 'integer':
        return numbers(schema, at, type === 'integer');
      case 'boolean':
        return choice(literal('true'), literal('false'));
      case 'null':
        return literal('null');
    }
  }

  #reference(pointer: string, at: string, entered: readonly string[]): Expression {
    this.#follow(pointer, at, entered);
    const known = this.#rules.get(pointer);
    if (known) return ruleOf(known);
    const rule: Rule = { body: null };
    this.#rules.set(pointer, rule);
    rule.body = this.#value(this.#at(pointer, at), pointer, [...entered, pointer]);
    return ruleOf(rule);
  }

  #follow(pointer: string, at: string, entered: readonly string[]): void {
    if (!entered.includes(pointer)) return;
    refuse(
      'bad-request',
      `The schema's “$ref” at ${at} leads back to itself without an object or a list between: it describes nothing.`,
    );
  }

  /** What a JSON pointer names. */
  #at(pointer: string, at: string): Json {
    if (pointer !== '#' && !pointer.startsWith('#/')) {
      refuse('bad-request', `The schema's “$ref” at ${at} does not point into this schema, as “#/$defs/…” does.`);
    }
    const names = pointer.split('/').slice(1);
    let found: Json | undefined = this.#root;
    for (const name of names) {
      const key = decoded(name).replaceAll('~1', '/').replaceAll('~0', '~');
      const holder: Json | undefined = found;
      found =
        typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
          ? (holder as SchemaObject)[key]
          : undefined;
    }
    return found ?? refuse('bad-request', `The schema's “$ref” at ${at} points to nothing.`);
  }

  /** A schema without references and `allOf` at its top, for it to be merged or compared. */
  #resolved(schema: Json, at: string, entered: readonly string[]): Json {
    if (typeof schema !== 'object') return schema;
    checkKeywords(schema, at);
    const { $ref, allOf, ...rest } = schema;
    if ($ref === undefined && allOf === undefined) return rest;
    if ($ref !== undefined) this.#follow($ref as string, at, entered);
    const parts = [...($ref === undefined ? [] : [this.#at($ref as string, at)]), ...((allOf ?? []) as Json[])];
    const inside = $ref === undefined ? entered : [...entered, $ref as string];
    return this.#merged(rest, parts, at, inside);
  }

  #merged(base: SchemaObject, parts: readonly Json[], at: string, entered: readonly string[]): Json {
    let all: SchemaObject = base;
    for (const part of parts) {
      const one = this.#resolved(part, at, entered);
      if (one === false) return false;
      if (one !== true) all = merged(all, one as SchemaObject, at);
    }
    return all;
  }

  #all(rest: SchemaObject, parts: readonly Json[], at: string, entered: readonly string[]): Expression {
    const [only] = parts;
    if (parts.length === 1 && isEmpty(rest)) return this.#value(only!, below(at, 'allOf', 0), entered);
    return this.#value(this.#merged(rest, parts, at, entered), at, entered);
  }

  #some(schema: SchemaObject, name: string, at: string, entered: readonly string[]): Expression {
    const { [name]: listed, ...rest } = schema;
    const alternatives = listed as Json[];
    if (name === 'oneOf') this.#keepApart(alternatives, at);
    const base = Object.fromEntries(Object.entries(rest).filter(([key]) => !(key in annotations)));
    return choice(
      ...alternatives
        .filter((each) => each !== false)
        .map((each, index) => {
          const where = below(at, name, index);
          return Object.keys(base).length === 0
            ? this.#value(each, where, entered)
            : this.#value(this.#merged(base, [each], where, entered), where, entered);
        }),
    );
  }

  /** One of several and no other: where no value fits two, this is any of them. */
  #keepApart(alternatives: readonly Json[], at: string): void {
    const resolve = (schema: Json) => this.#resolved(schema, at, []);
    alternatives.forEach((one, first) =>
      alternatives.slice(first + 1).forEach((other, after) => {
        if (areDisjoint(one, other, resolve)) return;
        refuse(
          'bad-request',
          `The schema's “oneOf” at ${at} has alternatives that one value may fit together, ${first + 1} and ${first + after + 2}: use anyOf, or a property whose const tells them apart.`,
        );
      }),
    );
  }
}

/** Values that are listed, as `JSON.stringify` writes them. */
function values(schema: SchemaObject, at: string): Expression {
  const beside = Object.keys(schema).filter(
    (name) => !['const', 'enum', 'type'].includes(name) && !(name in annotations),
  );
  if (beside.length > 0) {
    refuse('bad-request', `The schema has “${beside[0]}” beside listed values at ${at}: list the values that fit.`);
  }
  const types = typesOf(schema);
  const fits = (value: Json) =>
    types.includes(kindOf(value) as Type) || (types.includes('integer') && Number.isInteger(value));
  const [constant, several] = [schema['const'], schema['enum'] as Json[] | undefined];
  const written = (several ?? [constant!]).filter(fits).map((value) => JSON.stringify(value));
  const both = constant === undefined ? written : written.filter((value) => value === JSON.stringify(constant));
  return choice(...[...new Set(both)].map((value) => literal(value)));
}

function arrays(schema: SchemaObject, at: string, compile: (schema: Json, at: string) => Expression): Expression {
  const first = (schema['prefixItems'] ?? []) as Json[];
  const items = schema['items'] ?? true;
  const min = (schema['minItems'] as number | undefined) ?? 0;
  const most = (schema['maxItems'] as number | undefined) ?? Infinity;
  const max = items === false ? Math.min(most, first.length) : most;
  if (min > max) refuse('bad-request', `The schema's list at ${at} has more items at least than at most.`);
  const further = max > first.length ? compile(items, below(at, 'items')) : sequence();
  if (first.length === 0) return list('[', ']', further, min, max);
  let rest = repeat(sequence(comma, further), Math.max(0, min - first.length), Math.max(0, max - first.length));
  for (let index = Math.min(first.length, max) - 1; index >= 0; index -= 1) {
    const item = compile(first[index]!, below(at, 'prefixItems', index));
    const part = sequence(...(index === 0 ? [] : [comma]), item, rest);
    rest = index < min ? part : optional(part);
  }
  return within('[', ']', max === 0 ? sequence() : rest);
}
