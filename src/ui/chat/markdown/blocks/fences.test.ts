import { describe, expect, it } from 'vitest';
import { readTopFence } from './fences.ts';

describe('readTopFence', () => {
  it.each([
    ['a closed fence', '```js\nlet a;\n```\n\n', { info: 'js', code: 'let a;' }],
    ['an open one', '```js\nlet a;\nlet b', { info: 'js', code: 'let a;\nlet b' }],
    ['blank lines and tabs stay', '```\n\n\ta  \n\n```', { info: '', code: '\n\ta  \n' }],
    ['Windows line endings stay', '```\r\na\r\nb\r\n```\r\n', { info: '', code: 'a\r\nb' }],
    ['a longer fence holds a shorter one', '````md\n```\na\n```\n````', { info: 'md', code: '```\na\n```' }],
    ['Markdown holds fences of its length', '```md\n```js\na\n```\nb\n```', { info: 'md', code: '```js\na\n```\nb' }],
    ['an open fence in Markdown', '```md\n```js\na\n```', { info: 'md', code: '```js\na\n```' }],
    ['tildes hold backticks', '~~~ c++ title="x"\n```\n~~~', { info: 'c++ title="x"', code: '```' }],
    ['indented by a space', ' ```\n a\n  b\n ```', { info: '', code: 'a\n b' }],
    ['nothing in it', '```\n```', { info: '', code: '' }],
    ['attributes in place of a language', '``` {.py}\na\n```', { info: '{.py}', code: 'a' }],
  ])('%s', (_, block, read) => {
    expect(readTopFence(block, false)).toEqual(read);
  });

  it('shows neither half a language nor half a closing fence while it grows', () => {
    expect(readTopFence('```py', true)).toEqual({ info: '', code: '' });
    expect(readTopFence('```python\na\n``', true)).toEqual({ info: 'python', code: 'a' });
    expect(readTopFence('```python\na\n~~', true)).toEqual({ info: 'python', code: 'a\n~~' });
    expect(readTopFence('```python\na\n``', false)).toEqual({ info: 'python', code: 'a\n``' });
  });
});
