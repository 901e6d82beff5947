import { expect, test } from 'vitest';
import { readTextFiles } from './text_files.ts';

const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name);

test('text in UTF-8 is taken, whatever the file is called', async () => {
  const { attachments, refused } = await readTextFiles([
    file('a.md', '# Größe\r\n'),
    file('Makefile', new Uint8Array([0xef, 0xbb, 0xbf, 0x61])),
    file('empty.txt', ''),
  ]);
  expect(refused).toBeNull();
  expect(attachments).toEqual([
    { name: 'a.md', text: '# Größe\r\n', pasted: false },
    { name: 'Makefile', text: 'a', pasted: false },
    { name: 'empty.txt', text: '', pasted: false },
  ]);
});

test('UTF-16 with its mark is text, as Windows writes it', async () => {
  const { attachments, refused } = await readTextFiles([
    file('log.txt', new Uint8Array([0xff, 0xfe, 0x68, 0, 0xf6, 0])),
    file('big endian.txt', new Uint8Array([0xfe, 0xff, 0, 0x68, 0, 0xf6])),
  ]);
  expect(refused).toBeNull();
  expect(attachments.map(({ text }) => text)).toEqual(['hö', 'hö']);
});

test('what is no text is refused in one line, and the others are taken', async () => {
  const { attachments, refused } = await readTextFiles([
    file('latin.txt', new Uint8Array([0x47, 0x72, 0xf6, 0xdf, 0x65])),
    file('a.txt', 'a'),
    file('zeros.bin', new Uint8Array(8)),
    file('log\n.txt', 'x'.repeat(2_000_001)),
  ]);
  expect(attachments.map(({ name }) => name)).toEqual(['a.txt']);
  expect(refused).toBe(
    'latin.txt and zeros.bin are not text in UTF-8. Attach .txt, .md, code and the like, or copy the text out of it. log .txt is larger than 2.00 MB. Attach the part that matters.',
  );
});
