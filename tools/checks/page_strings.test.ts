import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ESTree, parseSync, Visitor } from 'vite';
import { expect, test } from 'vitest';
import { root } from '../bootstrap/process.mjs';

/** The same in every language: names, units, what the toy is asked in the one language that it knows, and what is not read by people. */
const untranslated: ReadonlySet<string> = new Set([
  'Plumbline',
  'Chrome, Edge',
  'Markdown',
  'CSV',
  'JSON',
  '– tok/s',
  'What is this page?',
  'How do I find a wrong kernel?',
  'What is 47 + 38?',
  'Tell me a story about a fox, a tower and a bell.',
  'Tell me a story about a fox, a river and a lamp.',
  'The capital of France is',
  '(pointer: coarse)',
  '(prefers-color-scheme: dark)',
  'input, textarea, select, [contenteditable]',
  'noopener noreferrer',
]);
/** Lists of names for others: languages and kinds of tokens of CodeMirror, and tags of HTML. */
const lists = /^chat.(code.(languages|token_kinds)\.ts|markdown.markdown\.tsx)$/;

/** Attributes that a person reads or hears, of elements and of the page's own controls. */
const read =
  /^(aria-(label|valuetext|description|roledescription)|title|placeholder|alt|label|hint|caption|summary|word|detail|description)$/;

/** What an expression may be, as far as it is written here: what `t` and other calls answer is not. */
function literals(node: ESTree.Node): string[] {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.cooked ?? '');
  if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate].flatMap(literals);
  if (node.type === 'LogicalExpression') return [node.left, node.right].flatMap(literals);
  if (node.type === 'JSXExpressionContainer') return literals(node.expression);
  return [];
}

const isSaid = (text: string) => /\p{L}{2}/u.test(text);
const isSentence = (text: string) => /\p{L}{2,}[,:;]? \p{L}{2}/u.test(text);

/** What a file of the page says by itself: texts and attributes of elements, and sentences anywhere. */
function spoken(file: string, source: string): string[] {
  const found: string[] = [];
  const take = (texts: string[], matters: (text: string) => boolean) =>
    found.push(...texts.map((text) => text.trim().replace(/\s+/g, ' ')).filter(matters));
  const visitor = new Visitor({
    JSXText: ({ value }) => take([value], isSaid),
    JSXElement: ({ children }) => take(children.flatMap(literals), isSaid),
    JSXFragment: ({ children }) => take(children.flatMap(literals), isSaid),
    JSXAttribute: ({ name, value }) =>
      value && name.type === 'JSXIdentifier' && read.test(name.name) && take(literals(value), isSaid),
    Literal: (node) => take(literals(node), isSentence),
    TemplateLiteral: (node) => take(literals(node), isSentence),
  });
  visitor.visit(parseSync(file, source).program);
  return [...new Set(found)].filter((text) => !untranslated.has(text));
}

const folder = path.join(root, 'src/ui');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /(?<!\.test|\.fixture)\.tsx?$/.test(file) && !lists.test(file),
);

test('what the page says is in src/strings', () => {
  expect(files.length).toBeGreaterThan(150);
  const said = files.flatMap((file) =>
    spoken(file, readFileSync(path.join(folder, file), 'utf8')).map((text) => `${file}: ${text}`),
  );
  expect(said).toEqual([]);
});

test.each([
  ['<p>Hello</p>', ['Hello']],
  ['<p>{busy ? "Busy" : "Free"}</p>', ['Busy', 'Free']],
  ['<p>{busy && `Busy for ${time}`}</p>', ['Busy for']],
  ['<b title="Look" className="panel" aria-label={t("look")} />', ['Look']],
  ['<b>{t("look")} · {count(1)}</b>', []],
  ['const texts = { one: "all of them", two: "none" }', ['all of them']],
])('%s says %j', (source, expected) => {
  expect(spoken('a.tsx', source)).toEqual(expected);
});
