import { refuse } from '../../result.ts';
import { annotations, below, types, type Json, type SchemaObject, type Type } from './keywords.ts';

const larger = (a: Json, b: Json) => Math.max(a as number, b as number);
const smaller = (a: Json, b: Json) => Math.min(a as number, b as number);

/** How two values of a keyword become one that says both. */
const joins: Partial<Record<string, (a: Json, b: Json) => Json>> = {
  required: (a, b) => [...new Set([...(a as string[]), ...(b as string[])])],
  properties: (a, b) => {
    const [first, second] = [a, b] as [SchemaObject, SchemaObject];
    const both = Object.keys(second).map((name): [string, Json] => [
      name,
      Object.hasOwn(first, name) ? { allOf: [first[name]!, second[name]!] } : second[name]!,
    ]);
    return { ...first, ...Object.fromEntries(both) };
  },
  type: (a, b) => {
    const has = (list: Json, type: Type) =>
      [list].flat().includes(type) || (type === 'integer' && [list].flat().includes('number'));
    return types.filter(
      (type) => has(a, type) && has(b, type) && !(type === 'integer' && has(a, 'number') && has(b, 'number')),
    );
  },
  minimum: larger,
  exclusiveMinimum: larger,
  minLength: larger,
  minItems: larger,
  minProperties: larger,
  maximum: smaller,
  exclusiveMaximum: smaller,
  maxLength: smaller,
  maxItems: smaller,
  maxProperties: smaller,
};

/** A schema that says what two say. Refuses (`bad-request`) where no such schema is known. */
export function merged(a: SchemaObject, b: SchemaObject, at: string): SchemaObject {
  const closes = (one: SchemaObject, other: SchemaObject) =>
    one['additionalProperties'] !== undefined &&
    Object.keys((other['properties'] ?? {}) as SchemaObject).some(
      (name) => !(name in ((one['properties'] ?? {}) as SchemaObject)),
    );
  if (closes(a, b) || closes(b, a)) {
    refuse(
      'bad-request',
      `The schema combines “additionalProperties” with properties that are declared elsewhere at ${at}: declare them together.`,
    );
  }
  const all: Record<string, Json> = { ...a };
  for (const [name, value] of Object.entries(b)) {
    if (name in annotations) continue;
    const before = all[name];
    if (before === undefined || JSON.stringify(before) === JSON.stringify(value)) all[name] = value;
    else {
      const join = joins[name];
      if (!join)
        refuse(
          'bad-request',
          `The schema has two “${name}” that hold at once at ${below(at, name)}: write them as one.`,
        );
      all[name] = join(before, value);
    }
  }
  return all;
}
