import { refuse } from '../../result.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
/** A schema that is not just true or false. */
export type SchemaObject = Readonly<Record<string, Json>>;

export const types = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'] as const;
export type Type = (typeof types)[number];

/** A keyword's value, if it is right. */
type Rule = { holds: (value: Json) => boolean; is: string };

const isObject = (value: Json): value is SchemaObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isSchema = (value: Json) => isObject(value) || typeof value === 'boolean';
const anything: Rule = { holds: () => true, is: 'anything' };
const count: Rule = {
  holds: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  is: 'a whole number, 0 or more',
};
const number: Rule = { holds: (value) => typeof value === 'number', is: 'a number' };
const text: Rule = { holds: (value) => typeof value === 'string', is: 'a string' };
const schema: Rule = { holds: isSchema, is: 'a schema: an object, true or false' };
const schemas: Rule = {
  holds: (value) => Array.isArray(value) && value.length > 0 && value.every(isSchema),
  is: 'a list of schemas',
};
const named: Rule = {
  holds: (value) => isObject(value) && Object.values(value).every(isSchema),
  is: 'an object of schemas',
};
const names: Rule = {
  holds: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  is: 'a list of names',
};

/** By the type that they say something of. */
export const keywordsOf: Partial<Record<Type, Record<string, Rule>>> = {
  object: {
    properties: named,
    required: names,
    additionalProperties: schema,
    minProperties: count,
    maxProperties: count,
  },
  array: { items: schema, prefixItems: schemas, minItems: count, maxItems: count },
  string: { minLength: count, maxLength: count, pattern: text, format: text },
  number: { minimum: number, maximum: number, exclusiveMinimum: number, exclusiveMaximum: number },
};

/** They say nothing of what is valid. */
export const annotations: Readonly<Record<string, Rule>> = Object.fromEntries(
  [
    '$schema',
    '$id',
    '$comment',
    'title',
    'description',
    'default',
    'example',
    'examples',
    'deprecated',
    'readOnly',
    'writeOnly',
    '$defs',
    'definitions',
    'contentMediaType',
    'contentEncoding',
  ].map((name) => [name, anything]),
);

const known: Partial<Record<string, Rule>> = {
  ...annotations,
  ...Object.assign({}, ...Object.values(keywordsOf)),
  type: {
    holds: (value) => [value].flat().every((each) => types.includes(each as Type)),
    is: `one or more of ${types.join(', ')}`,
  },
  enum: { holds: (value) => Array.isArray(value) && value.length > 0, is: 'a list of values' },
  const: anything,
  anyOf: schemas,
  oneOf: schemas,
  allOf: schemas,
  $ref: text,
};

/** Refuses (`bad-request`) what is no schema, and keywords that are not understood or have a wrong value. */
export function checkKeywords(schema: Json, at: string): asserts schema is SchemaObject {
  if (!isObject(schema))
    refuse('bad-request', `The schema has no schema at ${at}: it must be an object, true or false.`);
  for (const [name, value] of Object.entries(schema)) {
    const rule = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!rule) {
      refuse(
        'bad-request',
        `The schema uses “${name}” at ${at}, which is not supported here: leave it out, or say it in the prompt.`,
      );
    }
    if (!rule.holds(value)) refuse('bad-request', `The schema's “${name}” at ${at} must be ${rule.is}.`);
  }
}

/** Whether `schema` says anything of what is valid. */
export function isEmpty(schema: Json): boolean {
  return isObject(schema) && Object.keys(schema).every((name) => name in annotations);
}

/** Which types a value may have, by `type` or, without one, by the keywords that are there. */
export function typesOf(schema: SchemaObject): readonly Type[] {
  if (schema['type'] !== undefined) return [schema['type']].flat() as Type[];
  const meant = (Object.keys(keywordsOf) as Type[]).filter((type) =>
    Object.keys(keywordsOf[type]!).some((name) => name in schema),
  );
  return meant.length > 0 ? meant : types.filter((type) => type !== 'integer');
}

/** One step further in a JSON pointer. */
export function below(at: string, ...names: readonly (string | number)[]): string {
  return [at, ...names.map((name) => String(name).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}
