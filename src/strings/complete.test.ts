import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../tools/bootstrap/process.mjs';

/** A message as tools/strings has compiled it. */
type Node = string | number | [name: string, kind?: unknown, options?: unknown, ...rest: unknown[]];
type Catalogue = Record<string, string | Node[]>;

const english = import.meta.glob<{ en: Catalogue }>('./*/en.ts', { eager: true });
const chinese = import.meta.glob<{ zhHans: Catalogue }>('./*/zh_hans.ts', { eager: true });
const views = Object.keys(english).map((file) => file.split('/')[1]!);

const enOf = (view: string) => english[`./${view}/en.ts`]!.en;
const zhOf = (view: string) => chinese[`./${view}/zh_hans.ts`]!.zhHans;

/** What a message is given, each with its kind, and the pieces of its text. */
function partsOf(message: string | Node[]): { given: string[]; texts: string[] } {
  const given = new Set<string>();
  const texts: string[] = [];
  const look = (nodes: unknown) => {
    for (const node of Array.isArray(nodes) ? (nodes as Node[]) : [nodes as Node]) {
      if (typeof node === 'string') texts.push(node);
      if (!Array.isArray(node)) continue;
      const [name, kind, options] = node;
      const isTag = node.length > 1 && typeof kind !== 'number';
      const cases = kind === 1 ? Object.keys(options as object).toSorted() : [];
      given.add([name, isTag ? 'tag' : typeof kind === 'number' ? `${kind}` : 'argument', ...cases].join(' '));
      if (isTag) look(node.slice(1));
      else if (typeof options === 'object') for (const each of Object.values(options as object)) look(each);
    }
  };
  look(message);
  return { given: [...given].toSorted(), texts };
}

test('there is a catalogue in Chinese for each in English', () => {
  expect(views.length).toBeGreaterThan(2);
  expect(Object.keys(chinese)).toEqual(views.map((view) => `./${view}/zh_hans.ts`));
});

test.each(views)('%s has the same keys and placeholders in both languages', (view) => {
  expect(Object.keys(zhOf(view))).toEqual(Object.keys(enOf(view)));
  for (const [key, message] of Object.entries(enOf(view))) {
    expect(partsOf(zhOf(view)[key]!).given, key).toEqual(partsOf(message).given);
  }
});

test.each(views)('%s keeps the typography of each language', (view) => {
  for (const [key, message] of Object.entries(enOf(view))) {
    for (const text of partsOf(message).texts) {
      // Chinese characters and marks, double blanks, straight quotes and dots in place of an ellipsis.
      expect(text, key).not.toMatch(/[\p{Script=Han}、。，：；？！（）]| {2}|['"]|\.\.\./u);
    }
  }
  for (const [key, message] of Object.entries(zhOf(view))) {
    for (const text of partsOf(message).texts) {
      // Latin marks beside Chinese, and a blank beside a full-width mark.
      expect(text, key).not.toMatch(
        /\p{Script=Han}[,:;?!()]|[,:;?!()]\p{Script=Han}|[，。：；？！、（）] | [，。：；？！、（）]|\.\.\./u,
      );
      // Chinese is parted from Latin letters and figures by a blank.
      expect(text, key).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
    }
  }
});

const source = path.join(root, 'src');
const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.ts$|^strings.(?!faults.t)\w+/.test(file))
  .map((file) => readFileSync(path.join(source, file), 'utf8'))
  .join('\n');
const quoted = new Set([...texts.matchAll(/'([\w-]+)'|^\s+([\w-]+):/gm)].map(([, word, name]) => word ?? name));
/** Keys that are put together: `${weights}Hint`. */
const composed = [...texts.matchAll(/`((?:\w|\$\{[^}`]+\})+)`/g)]
  .map(([, text]) => text!.split(/\$\{[^}]+\}/))
  .filter((parts) => parts.length > 1 && parts.join('').length > 3)
  .map((parts) => new RegExp(`^${parts.join('.+')}$`));

test.each(views)('%s has no message that is used nowhere', (view) => {
  const unused = Object.keys(enOf(view)).filter((key) => !quoted.has(key) && !composed.some((form) => form.test(key)));
  expect(unused).toEqual([]);
});
