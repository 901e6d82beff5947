/** What is refused, and how. A string is the text itself. */
export const unsupported: { name: string; schema: unknown; says: string }[] = [
  { name: 'an empty text', schema: '', says: 'There is no schema yet' },
  { name: 'what is no JSON', schema: '{"type": }', says: 'The schema is no JSON' },
  { name: 'a number', schema: 7, says: 'The schema has no schema at #' },
  { name: 'a member of every object', schema: '{"__proto__": "string"}', says: 'uses “__proto__” at #' },
  { name: 'another one', schema: { constructor: {} }, says: 'uses “constructor” at #' },
  { name: 'not', schema: { properties: { a: { not: {} } } }, says: 'uses “not” at #/properties/a' },
  { name: 'uniqueItems', schema: { items: { uniqueItems: true } }, says: 'uses “uniqueItems” at #/items' },
  { name: 'multipleOf', schema: { type: 'number', multipleOf: 5 }, says: 'uses “multipleOf” at #' },
  { name: 'patternProperties', schema: { patternProperties: {} }, says: 'uses “patternProperties” at #' },
  { name: 'an unknown type', schema: { type: 'text' }, says: '“type” at # must be one or more of object' },
  {
    name: 'an unknown format',
    schema: { type: 'string', format: 'duration' },
    says: '“format” at # is not one of date',
  },
  { name: 'looking ahead', schema: { type: 'string', pattern: '^a(?!b)' }, says: 'pattern at #/pattern has “(?!”' },
  { name: 'a broken pattern', schema: { type: 'string', pattern: '[' }, says: 'no regular expression' },
  {
    name: 'a pattern and a length',
    schema: { type: 'string', pattern: 'a', maxLength: 3 },
    says: 'say all of it in one pattern',
  },
  {
    name: 'alternatives that overlap',
    schema: { oneOf: [{ type: 'number' }, { type: 'integer' }] },
    says: '1 and 2: use anyOf',
  },
  { name: 'a reference to nowhere', schema: { $ref: '#/$defs/a' }, says: 'points to nothing' },
  {
    name: 'a reference elsewhere',
    schema: { $ref: 'https://example.org/s.json' },
    says: 'does not point into this schema',
  },
  { name: 'a reference to itself', schema: { $ref: '#' }, says: 'leads back to itself' },
  {
    name: 'references in a circle',
    schema: {
      anyOf: [{ $ref: '#/$defs/a' }],
      $defs: { a: { anyOf: [{ $ref: '#/$defs/b' }] }, b: { $ref: '#/$defs/a' } },
    },
    says: 'leads back to itself',
  },
  { name: 'contradictions', schema: { allOf: [{ type: 'string' }, { type: 'number' }] }, says: 'No value fits' },
  {
    name: 'a required property that is ruled out',
    schema: { properties: { a: true }, required: ['b'], additionalProperties: false },
    says: 'requires “b” at #',
  },
  { name: 'false', schema: false, says: 'permits no value at #' },
  { name: 'a wrong count', schema: { minItems: -1 }, says: '“minItems” at # must be a whole number' },
  { name: 'millions of characters', schema: { maxLength: 5_000_000 }, says: 'supported up to 50000' },
];
