import { expect, test } from 'vitest';
import { attempt } from '../../result.ts';
import { drawModules } from '../finding.fixture.ts';
import { runInCode } from '../open/run_in_code.ts';
import { qrModules, textInPixels } from './qr.ts';

test.each([
  ['https://evil.example/win?prize=1', /leads to evil\.example, which is no run of Plumbline: it was not opened\.$/],
  ['javascript:alert(1)', /leads to something else/],
  ['WIFI:S:<b>;;', /leads to something else/],
  ['https://evil.example/#run=1abc', /^This link is damaged/],
])('a code that says %s is refused in one sentence', async (text, said) => {
  const result = await attempt(() => runInCode(textInPixels(drawModules(qrModules(text), 4))!));
  expect(result).toMatchObject({ ok: false, failure: { message: expect.stringMatching(said) } });
});

test('no code is no text', () => {
  const blank = { width: 200, height: 100, data: new Uint8ClampedArray(4 * 200 * 100).fill(255) };
  expect(textInPixels(blank)).toBeNull();
});
