import { expect, test } from 'vitest';
import { readWgsl, WgslError } from './read.mjs';

const declarations = (text: string) => readWgsl('file', text).declarations;

test('comments are no declarations, whatever they hold', () => {
  expect(declarations('// override a: u32;\n/* const b = 1u;\n */')).toEqual([]);
});

test('directives are passed over', () => {
  expect(declarations('enable f16;\nrequires x;\ndiagnostic(off, chromium.y);\nconst_assert 1 < 2;')).toEqual([]);
});

test('bindings have their access, their type and their number', () => {
  const [batch, cache] = declarations(
    '@group(0) @binding(0) var<storage, read> batch: Batch;\n@group(0) @binding(1) var<storage, read_write> cache: array<vec4<f16>>;',
  );
  expect(batch).toMatchObject({ kind: 'var', name: 'batch', space: 'storage', access: 'read', type: 'Batch' });
  expect(cache).toMatchObject({ name: 'cache', access: 'read_write', type: 'array<vec4<f16>>' });
  expect(cache).toHaveProperty('attributes', new Map(Object.entries({ group: '0', binding: '1' })));
});

test('sizes of arrays may be expressions', () => {
  const [tile] = declarations('var<workgroup> tile: array<vec4f, max(4u * (a + b), (c + 3u) / 4u)>;');
  expect(tile).toMatchObject({ space: 'workgroup', access: null, type: 'array<vec4f,max(4u*(a+b),(c+3u)/4u)>' });
});

test('overrides are listed with and without a default, which may compare', () => {
  expect(
    declarations('override a: u32; // x\noverride b = a < 3u;\nconst c = 1u << 3u;\nalias D = x<f16, 16, 16>;'),
  ).toEqual([
    { kind: 'override', name: 'a', type: 'u32', value: null },
    { kind: 'override', name: 'b', type: null, value: 'a<3u' },
    { kind: 'const', name: 'c', type: null, value: '1u<<3u' },
    { kind: 'alias', name: 'D', type: null, value: 'x<f16,16,16>' },
  ]);
});

test('functions have a signature, and their bodies are passed over', () => {
  const [entry, other] = declarations(
    '@compute @workgroup_size(group_size, 1) fn a(@builtin(workgroup_id) id: vec3u,) { if (x < 3) { y(); } }\nfn b(p: ptr<function, Sums>) -> vec4f { return c[a > b]; }',
  );
  expect(entry).toMatchObject({ kind: 'fn', name: 'a', parameters: [{ name: 'id', type: 'vec3u' }], returns: null });
  expect(entry).toHaveProperty('attributes', new Map(Object.entries({ compute: '', workgroup_size: 'group_size,1' })));
  expect(other).toMatchObject({ parameters: [{ name: 'p', type: 'ptr<function,Sums>' }], returns: 'vec4f' });
});

test('structs have fields, with or without a comma at the end', () => {
  const fields = [
    { name: 'a', type: 'u32' },
    { name: 'b', type: 'array<f32,3>' },
  ];
  expect(declarations('struct A { a: u32, b: array<f32, 3> }')).toEqual([{ kind: 'struct', name: 'A', fields }]);
  expect(declarations('struct A { a: u32, @align(4) b: array<f32, 3>, };')).toMatchObject([{ fields }]);
});

test('comments say what a file needs, expects and takes', () => {
  const file = readWgsl(
    'file',
    '// A file.\n// needs: a, b\n// one of: c, d\n// expects: fn f(i: u32) -> vec4f\n// expects: params.width: u32\n// limit: 1 <= rows <= 3\n',
  );
  expect(file).toMatchObject({
    needs: ['a', 'b'],
    oneOf: ['c', 'd'],
    expects: [
      { kind: 'fn', name: 'f', returns: 'vec4f' },
      { kind: 'field', name: 'width', type: 'u32' },
    ],
    limits: [{ name: 'rows', min: 1, max: 3 }],
  });
});

test.each([
  ['let a = 1;', 'file.wgsl: a declaration cannot begin with "let"'],
  ['struct A { a: u32', 'file.wgsl: the text ends within a declaration'],
  ['override : u32;', 'file.wgsl: ";" was expected, and not "u32"'],
  ['// limit: rows <= 3', 'file.wgsl: "limit: rows <= 3" is not of the form "1 <= rows <= 3"'],
  ['// expects: const a: u32; const b: u32', 'is not one declaration'],
])('%s is refused by name', (text, message) => {
  expect(() => readWgsl('file', text)).toThrow(WgslError);
  expect(() => readWgsl('file', text)).toThrow(message);
});
