import { typesOf, type Json, type SchemaObject } from './keywords.ts';

/** Whether no value can fit both schemas, as far as their types, values and the properties that tell them apart show. */
export function areDisjoint(a: Json, b: Json, resolve: (schema: Json) => Json): boolean {
  const [first, second] = [resolve(a), resolve(b)];
  if (first === false || second === false) return true;
  if (typeof first !== 'object' || typeof second !== 'object') return false;
  return areApart(first as SchemaObject, second as SchemaObject, resolve);
}

function areApart(a: SchemaObject, b: SchemaObject, resolve: (schema: Json) => Json): boolean {
  const [values, others] = [valuesOf(a), valuesOf(b)];
  if (values && others) return !values.some((value) => others.includes(value));
  const kinds = (schema: SchemaObject, listed: readonly string[] | null) =>
    listed ? listed.map((value) => kindOf(JSON.parse(value) as Json)) : typesOf(schema).map(kindOfType);
  const [own, other] = [kinds(a, values), kinds(b, others)];
  if (!own.some((kind) => other.includes(kind))) return true;
  if (own.some((kind) => kind !== 'object') || other.some((kind) => kind !== 'object')) return false;
  const required = [a, b].map((schema) => (schema['required'] ?? []) as string[]);
  const properties = [a, b].map((schema) => (schema['properties'] ?? {}) as SchemaObject);
  return required[0]!.some((name) => {
    if (!required[1]!.includes(name)) return false;
    const [one, another] = [properties[0]![name], properties[1]![name]];
    return one !== undefined && another !== undefined && areDisjoint(one, another, resolve);
  });
}

function valuesOf(schema: SchemaObject): string[] | null {
  const values = 'const' in schema ? [schema['const']!] : (schema['enum'] as Json[] | undefined);
  return values?.map((value) => JSON.stringify(value)) ?? null;
}

const kindOfType = (type: string) => (type === 'integer' ? 'number' : type);

/** The type of a value; integers are numbers. */
export function kindOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
