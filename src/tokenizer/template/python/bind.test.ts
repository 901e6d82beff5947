import { Template } from '@huggingface/jinja';
import { expect, test } from 'vitest';
import { bindPython, pythonGlobals } from './bind.ts';
import { strftime } from './strftime.ts';

function render(source: string, values: Record<string, unknown>): string {
  const template = new Template(source);
  bindPython(template.parsed);
  return template.render({ ...values, ...pythonGlobals });
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

// What Python's Jinja gives.
test.each([
  [`{{ [] | first }}{{ [] | last }}`, ''],
  [`{{ ['a', 'b'] | first }}{{ ['a', 'b'] | last }}`, 'ab'],
  [`{{ 'ab' | first }}{{ 'ab' | last }}`, 'ab'],
  [`{% set t = [] | last %}{% if t %}yes{% else %}no{% endif %}`, 'no'],
  [`{{ xs | selectattr('k', 'equalto', 'none') | map(attribute='v') | first }}`, ''],
  [`{{ xs | selectattr('k', 'equalto', 'a') | map(attribute='v') | first }}`, '1'],
  [`{{ [] | first | default('none') }}`, 'none'],
  [`{{ missing | d('x') }}{{ missing | default }}{{ xs | count }}`, 'x2'],
  [`{{ '%s is %d' % ('a', 7) }}`, 'a is 7'],
  [`{{ '%s' % xs[0].k }}`, 'a'],
  [`{{ '%(k)s: %(v)03d %%' % xs[1] }}`, 'b: 002 %'],
  [`{{ '%.2f|%5s|%-5s|%+d' % (1.5, 'a', 'b', 3) }}`, '1.50|    a|b    |+3'],
  [`{{ '%s %s' % (true, none) }}`, 'True None'],
  [`{{ 7 % 3 }} {{ -7 % 3 }} {{ (2 + 5) % 4 }}`, '1 2 3'],
  [`{{ strftime_now('%') }}`, '%'],
])('%s', (source, expected) => {
  expect(
    render(source, {
      xs: [
        { k: 'a', v: 1 },
        { k: 'b', v: 2 },
      ],
    }),
  ).toBe(expected);
});

test.each([`{{ '%s' % [] }}`, `{{ '%s' % ('a', 'b') }}`, `{{ '%d' % 'a' }}`, `{{ [] % 2 }}`])(
  '%s is an error',
  (source) => {
    expect(() => render(source, {})).toThrow(TypeError);
  },
);

// What Python's datetime(2026, 7, 5, 14, 8, 9).strftime gives in the C locale.
test.each([
  ['%Y-%m-%d', '2026-07-05'],
  ['%d %b %Y', '05 Jul 2026'],
  ['%A, %B %-d, %Y', 'Sunday, July 5, 2026'],
  ['%a %e %y %j', 'Sun  5 26 186'],
  ['%H:%M:%S %I %p %-I', '14:08:09 02 PM 2'],
  ['%F %T %R %D', '2026-07-05 14:08:09 14:08 07/05/26'],
  ['%c|%x|%X', 'Sun Jul  5 14:08:09 2026|07/05/26|14:08:09'],
  ['%u %w %f %% %Q', '7 0 000000 % %Q'],
])('strftime %s', (format, expected) => {
  expect(strftime(new Date(2026, 6, 5, 14, 8, 9), format)).toBe(expected);
});
