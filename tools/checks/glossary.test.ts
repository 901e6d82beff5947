import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../bootstrap/process.mjs';

interface Layer {
  /** Files, and folders with all that is in them: each type and class that they export needs a line. */
  explained: readonly string[];
  /** A folder whose other types may have a line as well. */
  others?: string;
}

/** The layers, by their headings under `Names in the code`. */
const layers: Record<string, Layer> = {
  'Vocabulary and results': { explained: ['src/vocabulary', 'src/result.ts'] },
  GPU: { explained: ['src/gpu'] },
  Kernels: {
    explained: [
      ...readdirSync(path.join(root, 'src/kernels'))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `src/kernels/${name}`),
      'src/kernels/formats',
      'src/kernels/variants',
      'src/kernels/checking',
    ],
    // Types of the folders of single steps seldom leave them.
    others: 'src/kernels',
  },
  Model: { explained: ['src/model'] },
  Numerics: { explained: ['src/numerics'] },
  Lab: { explained: ['src/lab/contract'] },
  Library: { explained: ['src/library/contract.ts'] },
  Catalogue: { explained: ['src/catalogue'] },
  Peers: { explained: ['src/peers/peer.ts'] },
  Worker: { explained: ['src/worker/api.ts'] },
  Findings: { explained: ['src/findings/format'] },
};

/** The types and classes that a file, or the files of a folder, export. */
function exported(place: string): string[] {
  const absolute = path.join(root, place);
  const files = statSync(absolute).isFile()
    ? [absolute]
    : readdirSync(absolute, { recursive: true, encoding: 'utf8' }).map((file) => path.join(absolute, file));
  return files
    .filter((file) => file.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(file))
    .flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/^export (?:declare |abstract )*(?:interface|type|class|enum) (\w+)/gm),
    ])
    .map(([, name]) => name!);
}

/** The names in the table below each heading, in order. */
function tables(): Map<string, string[]> {
  const text = readFileSync(path.join(root, 'docs/glossary.md'), 'utf8');
  const [, section = ''] = text.split('\n## Names in the code\n');
  const parts = section.split(/^### /m).slice(1);
  return new Map(
    parts.map((part) => {
      const names = [...part.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name!);
      return [part.slice(0, part.indexOf('\n')), names];
    }),
  );
}

test('the glossary has a table of names for every layer', () => {
  expect([...tables().keys()]).toEqual(Object.keys(layers));
});

test.each(Object.entries(layers))('the glossary explains the exported names of %s, and no others', (layer, places) => {
  const listed = tables().get(layer)!;
  const needed = places.explained.flatMap(exported);
  const known = new Set([...needed, ...(places.others === undefined ? [] : exported(places.others))]);
  expect(needed.length).toBeGreaterThan(0);
  expect({
    missing: needed.filter((name) => !listed.includes(name)),
    stale: listed.filter((name) => !known.has(name)),
  }).toEqual({ missing: [], stale: [] });
});

test.each(Object.keys(layers))('the glossary lists the names of %s once, in alphabetical order', (layer) => {
  const listed = tables().get(layer)!;
  expect(listed).toEqual([...new Set(listed)].toSorted((a, b) => a.localeCompare(b, 'en')));
});
