/** Schemas as people write them, with documents that fit and some that do not. */
interface Described {
  name: string;
  schema: object;
  fits: unknown[];
  fails: unknown[];
}

const address = {
  type: 'object',
  properties: { street: { type: 'string' }, zip: { type: 'string', pattern: '^[0-9]{5}$' } },
  required: ['street', 'zip'],
  additionalProperties: false,
};

export const schemas: Described[] = [
  {
    name: 'a person with nested objects and lists of objects',
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Person',
      type: 'object',
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 20, description: 'as written' },
        age: { type: 'integer', minimum: 0, maximum: 150 },
        address,
        emails: { type: 'array', items: { type: 'string', format: 'email' }, minItems: 1, maxItems: 3 },
        friends: { type: 'array', items: address, maxItems: 2 },
      },
      required: ['name', 'age'],
      additionalProperties: false,
    },
    fits: [
      { name: 'Ada', age: 36 },
      { name: 'Ödön 🦜', age: 0, address: { street: 'Fő "u." 1\n', zip: '12345' }, emails: ['a.b@c.example.org'] },
      {
        name: 'x',
        age: 150,
        friends: [
          { street: '', zip: '00000' },
          { street: '\\', zip: '99999' },
        ],
      },
    ],
    fails: [
      { name: 'Ada' },
      { name: '', age: 1 },
      { name: 'x', age: 151 },
      { name: 'x', age: -1 },
      { name: 'x', age: 1, z: 1 },
      { name: 'x', age: 1, emails: [] },
    ],
  },
  {
    name: 'listed values',
    schema: { enum: ['red', 'green', 1, 1.5, null, true, { a: 1 }, ['x'], 'naïve "quotes"\n'] },
    fits: ['red', 1, 1.5, null, true, 'naïve "quotes"\n'],
    fails: ['blue', 2, false, {}],
  },
  {
    name: 'values of one type among those listed',
    schema: { type: ['string', 'null'], enum: ['a', 1, null] },
    fits: ['a', null],
    fails: [1],
  },
  {
    name: 'kinds told apart by a const',
    schema: {
      type: 'array',
      items: {
        oneOf: [
          {
            type: 'object',
            properties: { kind: { const: 'circle' }, r: { type: 'number', exclusiveMinimum: 0 } },
            required: ['kind', 'r'],
          },
          { $ref: '#/$defs/box' },
        ],
      },
      $defs: {
        box: {
          type: 'object',
          properties: { kind: { const: 'box' }, w: { type: 'number' }, h: { type: 'number' } },
          required: ['kind', 'w', 'h'],
        },
      },
    },
    fits: [
      [],
      [
        { kind: 'circle', r: 0.5 },
        { kind: 'box', w: -1.25, h: 1e-7 },
      ],
    ],
    fails: [[{ kind: 'circle', r: 0 }], [{ kind: 'cone' }], [{ kind: 'box', w: 1 }]],
  },
  {
    name: 'a tree that refers to itself',
    schema: {
      $ref: '#/$defs/node',
      $defs: {
        node: {
          type: 'object',
          properties: { value: { type: 'integer' }, children: { type: 'array', items: { $ref: '#/$defs/node' } } },
          required: ['value', 'children'],
          additionalProperties: false,
        },
      },
    },
    fits: [
      { value: 1, children: [] },
      { value: 1, children: [{ value: -2, children: [{ value: 3, children: [] }] }] },
    ],
    fails: [{ value: 1 }, { value: 1, children: [{}] }],
  },
  {
    name: 'a list by optional links to the root',
    schema: {
      type: 'object',
      properties: { head: true, tail: { anyOf: [{ $ref: '#' }, { type: 'null' }] } },
      required: ['tail'],
    },
    fits: [{ tail: null }, { head: { x: [1] }, tail: { head: 'a', tail: null } }],
    fails: [{}, { tail: 1 }],
  },
  {
    name: 'further properties of a type',
    schema: {
      type: 'object',
      properties: { id: { type: 'integer' }, ident: { type: 'null' } },
      required: ['id'],
      additionalProperties: { type: 'string' },
    },
    fits: [{ id: 1 }, { id: 1, ident: null, i: 'x', idea: 'y', '': 'z', 'é"': '', identity: '' }, { id: 1, x: 'a' }],
    fails: [{ id: 'x' }, { id: 1, x: 1 }, { x: 'a' }],
  },
  {
    name: 'a map of numbers',
    schema: {
      type: 'object',
      additionalProperties: { type: 'number', minimum: 0, maximum: 1 },
      minProperties: 1,
      maxProperties: 3,
    },
    fits: [{ a: 0.25 }, { a: 0, b: 1, c: 0.999 }],
    fails: [{}, { a: 1.01 }, { a: -0.5 }],
  },
  {
    name: 'optional properties in every combination',
    schema: {
      type: 'object',
      properties: { a: { type: 'boolean' }, b: { type: 'boolean' }, c: { type: 'boolean' } },
      additionalProperties: false,
    },
    fits: [{}, { a: true }, { b: true }, { c: false }, { a: true, c: true }, { a: true, b: false, c: true }],
    fails: [{ d: true }, { a: 1 }],
  },
  {
    name: 'parts that hold together',
    schema: {
      allOf: [
        { $ref: '#/definitions/base' },
        { properties: { size: { type: 'integer', minimum: 2 } }, required: ['size'] },
      ],
      definitions: {
        base: {
          type: 'object',
          properties: { name: { type: 'string' }, size: { type: 'number', maximum: 5 } },
          required: ['name'],
        },
      },
    },
    fits: [{ name: 'x', size: 3 }],
    fails: [{ name: 'x' }, { name: 'x', size: 1 }, { name: 'x', size: 6 }, { size: 3 }],
  },
  {
    name: 'one property or another',
    schema: {
      type: 'object',
      properties: { mail: { type: 'string' }, phone: { type: 'string' } },
      anyOf: [{ required: ['mail'] }, { required: ['phone'] }],
      additionalProperties: false,
    },
    fits: [{ mail: 'x' }, { phone: 'y' }, { mail: 'x', phone: 'y' }],
    fails: [{}],
  },
  {
    name: 'tuples',
    schema: {
      type: 'array',
      prefixItems: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }],
      items: false,
      minItems: 2,
    },
    fits: [
      ['a', 1],
      ['a', 1.5, true],
    ],
    fails: [['a'], ['a', 1, true, 1], [1, 1]],
  },
  {
    name: 'tuples with a tail',
    schema: { type: 'array', prefixItems: [{ const: 'go' }], items: { type: 'integer' }, maxItems: 3 },
    fits: [[], ['go'], ['go', 1, -2]],
    fails: [['stop'], ['go', 'x'], ['go', 1, 2, 3]],
  },
  {
    name: 'patterns',
    schema: {
      type: 'array',
      items: { type: 'string', pattern: String.raw`^(?:[A-Z]{2,3}-\d+|\w+@\S*|[^a-z"\\]|é+?|\u{1F600}|#[0-9a-f]{6})$` },
    },
    fits: [['AB-1', 'ABC-99', 'x@', 'É', 'éé', '😀', '#00ff7f', '\n', '鱼']],
    fails: [['A-1'], ['"'], ['ab'], ['']],
  },
  {
    name: 'a pattern somewhere in the text',
    schema: { type: 'string', pattern: 'b[0-9]|^x|"$' },
    fits: ['abb7c', 'x', 'xyz', 'say "', 'b0'],
    fails: ['abc', 'yx', '"a'],
  },
  {
    name: 'formats',
    schema: {
      type: 'object',
      properties: {
        day: { type: 'string', format: 'date' },
        at: { type: 'string', format: 'date-time' },
        time: { type: 'string', format: 'time' },
        id: { type: 'string', format: 'uuid' },
        ip: { type: 'string', format: 'ipv4' },
        host: { type: 'string', format: 'hostname' },
        link: { type: 'string', format: 'uri' },
        mail: { type: 'string', format: 'email' },
      },
    },
    fits: [
      { day: '2024-02-29', at: '1999-12-31T23:59:59Z', time: '00:00:00.5+02:00', ip: '255.0.10.1' },
      {
        id: '123e4567-e89b-12d3-a456-426614174000',
        host: 'a-b.example',
        link: 'https://example.org/a/b?q=1#x',
        mail: 'a+b@example.co',
      },
    ],
    fails: [{ day: '2023-02-29' }, { day: '2023-13-01' }, { at: '2023-01-01' }, { ip: '256.1.1.1' }, { id: 'x' }],
  },
  {
    name: 'lengths of characters beyond the first plane',
    schema: { type: 'string', minLength: 2, maxLength: 3 },
    fits: ['ab', '🦜🦜', 'é\n"'],
    fails: ['', 'a', '🦜', 'abcd'],
  },
  { name: 'any value', schema: {}, fits: [{ a: [1, 'x', null, { b: false }] }, 'x', 0, -1.5e-9, 1e21], fails: [] },
  {
    name: 'several types',
    schema: { type: ['integer', 'null', 'boolean'] },
    fits: [1, null, false],
    fails: ['x', 1.5, {}],
  },
];
