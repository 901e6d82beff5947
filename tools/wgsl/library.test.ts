import { expect, test } from 'vitest';
import { Library } from './library.mjs';

const kernel = (name: string, rest: string) => `${rest}
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<uniform> params: Params;
struct Params { eps: f32, }
override group_size: u32;
@compute @workgroup_size(group_size) fn ${name}() {}`;

/** The kernel `k` with these shared files. */
function read(text: string, shared: Record<string, string> = {}) {
  const files = Object.fromEntries(Object.entries(shared).map(([name, each]) => [`shared/${name}.wgsl`, each]));
  const library = new Library({ 'step/k.wgsl': text, ...files });
  return { library, k: library.files.get('step/k.wgsl')! };
}
const contract = (text: string, shared?: Record<string, string>) => {
  const { library, k } = read(text, shared);
  return library.kernel(k).contract;
};

test('a contract is read off a kernel and all that it needs', () => {
  const needed = { a: '// needs: b\noverride pitch: u32;', b: 'override half = 2u;\noverride depth: u32;' };
  expect(contract(kernel('k', '// needs: a'), needed)).toEqual({
    name: 'k',
    bindings: { x: 'read' },
    params: { eps: 'f32' },
    constants: ['depth', 'group_size', 'pitch'],
    workgroup: ['group_size'],
  });
});

test('what is needed comes once, before whoever needs it', () => {
  const { library, k } = read(kernel('k', '// needs: a, b'), { a: '// needs: c', b: '// needs: c', c: '' });
  expect(library.parts(k, {}).map(({ name }) => name)).toEqual(['c', 'a', 'b', 'k']);
});

test('a file may stand for one of several', () => {
  const shared = { sum: '// one of: fast, plain', fast: 'override team: u32;', plain: 'override team: u32;' };
  const { library, k } = read(kernel('k', '// needs: sum'), shared);
  expect(library.kernel(k).choices).toEqual(new Map([['sum', ['fast', 'plain']]]));
  expect(library.parts(k, { sum: 'plain' }).map(({ name }) => name)).toEqual(['plain', 'sum', 'k']);
});

test.each<[string, string, Record<string, string>, string]>([
  ['a file that is not there', '// needs: a', {}, 'k.wgsl needs a, and no shared file has that name'],
  ['a cycle', '// needs: a', { a: '// needs: b', b: '// needs: a' }, 'a cycle: k needs a needs b needs a'],
  [
    'a function that nobody has',
    '// needs: a',
    { a: '// expects: fn four(index: u32) -> vec4f' },
    'a.wgsl expects "fn four(u32)vec4f", which k.wgsl does not declare',
  ],
  [
    'a function of another type',
    '// needs: a\nfn four(index: u32) -> vec2f {}',
    { a: '// expects: fn four(index: u32) -> vec4f' },
    'a.wgsl expects "fn four(u32)vec4f"',
  ],
  [
    'a binding that is only read',
    '// needs: a',
    { a: '// expects: var<storage, read_write> x: array<f32>' },
    'a.wgsl expects "var x"',
  ],
  ['a parameter', '// needs: a', { a: '// expects: params.width: u32' }, 'a.wgsl expects "params.width: u32"'],
  [
    'an override for a constant',
    '// needs: a\noverride n: u32;',
    { a: '// expects: const n: u32' },
    'expects "const n"',
  ],
  ['a name twice', '// needs: a\nconst c = 1;', { a: 'const c = 2;' }, 'a.wgsl and k.wgsl both declare c'],
  [
    'choices that differ to callers',
    '// needs: a',
    { a: '// one of: b, c', b: 'override d: u32;', c: '' },
    'k.wgsl has other bindings, parameters or overrides by what is chosen for it',
  ],
])('%s is refused by name', (_what, head, shared, message) => {
  expect(() => contract(kernel('k', head), shared)).toThrow(message);
});

test('expectations are met by a kernel or another shared file', () => {
  const a = [
    'fn f(i: u32) -> f32',
    'override n: u32',
    'override m: u32',
    'params.eps: f32',
    'var<storage, read> x: array<f32>',
  ];
  const head = '// needs: a, b\nfn f(index: u32) -> f32 {}\nconst m = 3u;';
  const shared = { a: a.map((each) => `// expects: ${each}`).join('\n'), b: 'override n: u32;' };
  expect(contract(kernel('k', head), shared).constants).toEqual(['group_size', 'n']);
});

test('a kernel is held to what every kernel is', () => {
  const whole = kernel('k', '');
  expect(() => contract(whole.replace('fn k', 'fn other'))).toThrow('one entry point, named as the file');
  expect(() => contract(whole.replace('@binding(0)', '@binding(2)'))).toThrow('bindings in order');
  expect(() => contract(whole.replace('var<uniform> params', 'var<uniform> sizes'))).toThrow('one uniform only');
  expect(() => contract(whole.replace('eps: f32', 'eps: vec2f'))).toThrow('a parameter eps of type vec2f');
  expect(() => contract(whole.replace('@workgroup_size(group_size)', ''))).toThrow('@workgroup_size');
});
