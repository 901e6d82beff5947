/** Writes TypeScript's view of the shaders, which Vite's plugin fulfils (plugin.mjs). */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../bootstrap/process.mjs';
import { readLibrary } from './library.mjs';

const file = path.join(root, 'build', 'types', 'wgsl.d.ts');

/** @param {Iterable<string>} names */
const union = (names) => [...names].map((name) => `'${name}'`).join(' | ') || 'never';

/** @param {Iterable<[string, string]>} entries */
const object = (entries) => `{ ${[...entries].map(([name, type]) => `${name}: ${type};`).join(' ')} }`;

/** @param {string} place below shaders/ @param {import('./library.mjs').Kernel} kernel */
function declaration(place, { contract, choices }) {
  const { bindings, params, constants } = contract;
  const quoted = (/** @type {Record<string, string>} */ types) =>
    object(Object.entries(types).map(([name, type]) => [name, `'${type}'`]));
  const chosen = object([...choices].map(([name, oneOf]) => [name, `readonly (${union(oneOf)})[]`]));
  return `declare module '*/shaders/${place}' {
  const kernel: import('../../src/kernels/compose.ts').KernelFile<
    ${quoted(bindings)},
    ${quoted(params)},
    ${union(constants)},
    ${chosen}
  >;
  export default kernel;
}
`;
}

/** Writes the declarations of `library`, unless they are there already: an unchanged file makes nobody look again. */
export function writeDeclarations(library = readLibrary()) {
  const text = [...library.kernels()].map(([place, kernel]) => declaration(place, kernel)).join('\n');
  mkdirSync(path.dirname(file), { recursive: true });
  if (!isThere(text)) writeFileSync(file, text);
}

/** @param {string} text */
function isThere(text) {
  try {
    return readFileSync(file, 'utf8') === text;
  } catch {
    return false;
  }
}
