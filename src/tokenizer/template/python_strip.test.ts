import { Template } from '@huggingface/jinja';
import { expect, test } from 'vitest';
import { bindStripArguments, stripGlobals } from './python_strip.ts';

function render(source: string, values: Record<string, unknown>): string {
  const template = new Template(source);
  bindStripArguments(template.parsed);
  return template.render({ ...values, ...stripGlobals });
}

// What Python's str methods give.
test.each([
  [String.raw`x.strip('\n')`, '\n  a\r\n', '  a\r'],
  [String.raw`x.lstrip('\n')`, '\n  a\n', '  a\n'],
  [String.raw`x.rstrip('\n')`, '\n  a \n\n', '\n  a '],
  [`x.strip('</answer>')`, 'xy</answer>', 'xy'],
  [`x.strip('👋')`, '👋a👋', 'a'],
  [`x.strip('ab')`, 'abba', ''],
  [`x.strip('')`, ' a ', ' a '],
  ['x.strip()', '\n a\t', 'a'],
  [String.raw`x.split('-')[0].rstrip('\n').lstrip('\n')`, '\n a \n-b', ' a '],
  [String.raw`(x | upper).strip('\n') + '!'`, '\na\n', 'A!'],
])('%s of %j', (expression, x, expected) => {
  expect(render(`{{ ${expression} }}`, { x })).toBe(expected);
});

test('reaches every corner of a template', () => {
  const source = `{% macro m(t) %}{{ t.strip('-') }}{% endmacro %}
{%- set d = {'k': x.strip('-')} %}
{%- for c in [x.strip('-'), d.k] if c.strip('-') == 'a' %}{% if x.strip('-') == 'a' %}{{ c ~ m(x) }}{% endif %}{% endfor %}`;
  expect(render(source, { x: '-a-' })).toBe('aaaa');
});

test('a member of that name that is no method of a text is an error', () => {
  expect(() => render(`{{ x.strip('-') }}`, { x: [1] })).toThrow('strip works on strings');
});
