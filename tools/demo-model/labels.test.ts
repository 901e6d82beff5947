import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { labTabs } from '../../src/ui/view/view_address.ts';
import { root } from '../bootstrap/process.mjs';

// What the demo says about the page, beside the page.
const text = path.join(root, 'tools/demo-model/text');
const labels = JSON.parse(readFileSync(path.join(text, 'labels.json'), 'utf8')) as Record<
  string,
  Record<string, string>
>;
const named = Object.entries(labels).flatMap(([place, names]) =>
  Object.entries(names).map(([name, label]) => ({ name: `{${place}.${name}}`, label })),
);
const sources = files(text, /\.py$/).map((file) => ({ file, source: readFileSync(file, 'utf8') }));

/** Every text of the page: strings and what stands between tags. */
const onThePage = new Set(
  ['src/ui', 'src/store', 'src/strings']
    .flatMap((folder) => files(path.join(root, folder), /(?<!test|zh_hans)\.tsx?$/))
    .flatMap(textsOf),
);

function files(folder: string, name: RegExp): string[] {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all.filter((file) => name.test(file)).map((file) => path.join(folder, file));
}

function textsOf(file: string): string[] {
  const strings = /'([^'\n]+)'|"([^"\n]+)"|>\s*([^<>{}]+?)\s*</g;
  return [...readFileSync(file, 'utf8').matchAll(strings)].map(([, ...of]) => of.find(Boolean)!);
}

test('every label is on the page', () => {
  expect(onThePage.size).toBeGreaterThan(1000);
  expect(named.filter(({ label }) => !onThePage.has(label))).toEqual([]);
});

test('the tabs of the lab are all that there are, in their order', () => {
  expect(Object.keys(labels.lab!)).toEqual(labTabs);
  expect(Object.values(labels.lab!).map((label) => label.toLowerCase())).toEqual(labTabs);
});

test('the text names no label that is not in the list, and all that are', () => {
  const place = new RegExp(`\\{(?:${Object.keys(labels).join('|')})\\.\\w+\\}`, 'g');
  const used = sources.flatMap(({ source }) => source.match(place) ?? []);
  expect([...new Set(used)].toSorted()).toEqual(named.map(({ name }) => name).toSorted());
});

/** Names with a capital that are no labels of the page. */
const names = new Set(
  `Plumbline Qwen3 Qwen/Qwen3-0.6B Apache-2.0 L3.q_norm WebGPU GPU CPU KV KL I URL GGUF FP8 MLX GPTQ AWQ GB
  Chrome Edge Safari Firefox Windows Mac Linux Node K-norm`.split(/\s+/),
);

test.each(['app', 'app_questions'])('%s writes no capital for a label that it does not quote', (name) => {
  const { source } = sources.find(({ file }) => file.endsWith(`/${name}.py`))!;
  const answers = source.match(/^(?:what|short|more|why): .*(?:\n .*)*/gm)!;
  expect(answers.length).toBeGreaterThan(30);
  const unknown = answers.flatMap((answer) => {
    const words = answer.replaceAll(/\{\w+\.\w+\}/g, 'label').replaceAll(/[<>\n]/g, ' ');
    const within = [...words.matchAll(/(?<![.:?] +)(?<=\s)[A-Z][\w./'-]*/g)];
    const bare = within.map(([word]) => word.replace(/'s$|[.]$/, ''));
    return bare.filter((word) => !names.has(word)).map((word) => `${word}: ${answer}`);
  });
  expect(unknown).toEqual([]);
});
