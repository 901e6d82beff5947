import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { withAttachments } from './attachment.ts';

const attachment = (name: string, text: string) => ({ name, text, pasted: false });

test('attachments are fenced blocks under their names, the question last', () => {
  const files = [attachment('notes.md', '# Hello\n'), attachment('Pasted text', 'x')];
  expect(withAttachments('What is this?', files)).toBe(
    'notes.md:\n\n```md\n# Hello\n```\n\nPasted text:\n\n```\nx\n```\n\nWhat is this?',
  );
  expect(withAttachments('', files.slice(1))).toBe('Pasted text:\n\n```\nx\n```');
  expect(withAttachments('Hello', [])).toBe('Hello');
});

test('a text may have any number of backticks, and any run of them', () => {
  const written = withAttachments('', [
    attachment('a.txt', '` '.repeat(500_000)),
    attachment('b.txt', '`'.repeat(500_000)),
  ]);
  expect(written.endsWith(`\n${'`'.repeat(500_001)}`)).toBe(true);
});

test('a fence is longer than any in the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('`', '``', 'a', ' ', '\n') }), (text) => {
      const written = withAttachments('', [attachment('a.txt', text)]);
      const fence = /^a\.txt:\n\n(`+)txt\n/.exec(written)![1]!;
      expect(fence.length).toBeGreaterThanOrEqual(3);
      expect(text).not.toContain(fence);
      expect(written.endsWith(`\n${fence}`)).toBe(true);
      expect(written).toContain(text);
    }),
  );
});
