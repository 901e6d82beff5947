import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../bootstrap/process.mjs';

/** What each folder of src may import besides itself and {@link shared}. Imports run down this list, never up. */
const layers: Record<string, readonly string[]> = {
  ui: [
    'store',
    'strings',
    'catalogue',
    'findings',
    'charts',
    'peers',
    'transformers/contract.ts',
    'transformers/needs.ts',
    'worker/api.ts',
    'library/contract.ts',
    '../package.json',
  ],
  headless: ['store/engine/client.ts', 'findings', 'worker/api.ts'],
  store: [
    'strings',
    'catalogue',
    'findings',
    'grammar',
    'peers',
    'transformers/contract.ts',
    'worker/api.ts',
    'library/contract.ts',
    'offline/page.ts',
    '../package.json',
  ],
  peers: ['tokenizer/stream', 'worker/api.ts', 'transformers/contract.ts'],
  findings: ['strings', 'charts', 'worker/api.ts'],
  charts: [],
  catalogue: ['strings', 'model/families', 'model/pass/layer_split.ts', 'model/sequence/kv_bytes.ts'],
  worker: ['grammar', 'lab', 'library', 'numerics', 'tokenizer', 'model', 'kernels', 'gpu'],
  library: ['model/checkpoint'],
  strings: [],
  offline: [],
  lab: ['strings', 'grammar', 'witness', 'numerics', 'tokenizer', 'model', 'kernels', 'gpu'],
  transformers: ['worker/api.ts', 'onnx', 'witness/published', 'library', 'tokenizer', 'model'],
  witness: ['model', 'kernels/formats', 'kernels/oracle'],
  onnx: ['model'],
  numerics: ['strings', 'model', 'kernels', 'gpu'],
  tokenizer: ['model'],
  model: ['kernels', 'gpu'],
  kernels: ['strings', 'gpu', '../shaders'],
  gpu: [],
  grammar: [],
  vocabulary: [],
};
/** What every layer may import. */
const shared = [
  'vocabulary',
  'result.ts',
  'lifetime.ts',
  'called_worker.ts',
  'format.ts',
  'no_answer.ts',
  'trusted_types.ts',
];

const source = path.join(root, 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  // A test may reach for fixtures anywhere, and so may a kernel's check, which no page of the app has.
  .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.ts$|(checks|scene)\.ts$|\/checking\//.test(file));

/** Paths below src of the relative imports in `file`. */
function imports(file: string): string[] {
  const text = readFileSync(path.join(source, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']*)'/g)].map(([, specifier]) => specifier!);
  return specifiers.map((specifier) => path.posix.join(path.posix.dirname(file), specifier));
}

test.each(Object.entries(layers))('src/%s imports only from the layers below it', (layer, below) => {
  const own = files.filter((file) => file.startsWith(`${layer}/`));
  const allowed = [layer, ...below, ...shared];
  const isAllowed = (target: string) => allowed.some((name) => target === name || target.startsWith(`${name}/`));
  const wrong = own.flatMap((file) =>
    imports(file).flatMap((target) => (isAllowed(target) ? [] : [`${file} -> ${target}`])),
  );
  expect(own.length).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
});

test('src/vocabulary imports only itself, results and valibot', () => {
  const own = files.filter((file) => file.startsWith('vocabulary/'));
  const foreign = own.flatMap((file) => {
    const text = readFileSync(path.join(source, file), 'utf8');
    const specifiers = [...text.matchAll(/\bfrom '([^']*)'/g)].map(([, specifier]) => specifier!);
    return specifiers.filter((name) => name !== 'valibot' && name !== '../result.ts' && !name.startsWith('./'));
  });
  expect(foreign).toEqual([]);
});

test('every folder of src has a layer', () => {
  const folders = files.flatMap((file) => (file.includes('/') ? [file.slice(0, file.indexOf('/'))] : []));
  expect([...new Set(folders)].toSorted()).toEqual(Object.keys(layers).toSorted());
});
