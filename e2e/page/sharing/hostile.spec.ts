import { encodeQR } from 'qr';
import { toBase64Url } from '../../../src/findings/link/bytes.ts';
import type { DiagnosisFinding } from '../../../src/findings/format/finding.ts';
import { putFinding } from '../../../src/findings/container/carry.ts';
import { deflate } from '../../../src/findings/container/deflate.ts';
import { onePixel, plainFinding } from '../../../src/findings/finding.fixture.ts';
import { writeRun } from '../../../src/findings/link/permalink.ts';
import { readChunks, writeChunks } from '../../../src/findings/container/png.ts';
import { specOf } from '../../../src/findings/record.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../test.ts';

const evil = '<img src="https://evil.example/x" onerror="document.title=\'owned\'">';
const head = new TextEncoder().encode('Plumbline finding\0\x01\0\0\0');

async function carrying(json: string | Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = await deflate(typeof json === 'string' ? new TextEncoder().encode(json) : json);
  const chunks = readChunks(onePixel);
  return writeChunks([
    ...chunks.slice(0, -1),
    { type: 'iTXt', data: Uint8Array.from([...head, ...packed]) },
    chunks.at(-1)!,
  ]);
}

const changed = (change: object) => carrying(JSON.stringify({ ...plainFinding, ...change }));
const code = (text: string) => encodeQR(text, 'gif', { scale: 6, border: 4 });

/** What is dropped, and a word of the sentence that the page answers with. */
async function hostilePictures(): Promise<[name: string, file: Uint8Array, said: string][]> {
  const good = await putFinding(onePixel, plainFinding);
  const flipped = Uint8Array.from(good);
  flipped[good.length - 60]! ^= 1;
  const huge = Uint8Array.from(good);
  huge.fill(0xff, 8, 12);
  const { diagnosis } = plainFinding;
  return [
    ['nothing', new Uint8Array(0), 'not a picture'],
    ['text', new TextEncoder().encode(evil), 'not a picture'],
    [
      'svg with a script',
      new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'not a picture',
    ],
    ['a picture without a finding', onePixel, 'holds no finding'],
    ['a signature alone', good.subarray(0, 8), 'cut short'],
    ['half of it', good.subarray(0, good.length / 2), 'cut short'],
    ['without its end', good.subarray(0, -12), 'cut short'],
    ['a bit flipped', flipped, 'checksum'],
    ['a chunk of 4 GB', huge, 'cut short'],
    ['a bomb', await carrying(new Uint8Array(200_000_000)), 'unpacks to more than'],
    ['no JSON', await carrying('{"version":'), 'not JSON'],
    ['deep nesting', await carrying('['.repeat(1_000_000)), 'not JSON'],
    ['another version', await changed({ version: 99 }), 'of version 99'],
    ['another kind of value', await changed({ weights: ['stored'] }), 'damaged'],
    ['markup for a key', await changed({ [evil]: 1 }), 'damaged'],
    ['an absurd length', await changed({ made: { ...plainFinding.made, browser: 'x'.repeat(1e6) } }), 'damaged'],
    ['infinity where there can be none', await changed({ diagnosis: { ...diagnosis, schema: Infinity } }), 'damaged'],
    ['a code to somewhere else', code('https://evil.example/win'), 'leads to evil.example'],
    ['a code with a script', code('javascript:alert(1)'), 'leads to something else'],
    ['a code with a damaged run', code('http://localhost/#run=1AAAA'), 'damaged or cut short'],
  ];
}

const run = writeRun(specOf(plainFinding));
const hostileLinks: [string, string][] = [
  ['', 'of a form'],
  ['1', 'damaged'],
  ['9abc', 'of a form'],
  [run.slice(0, -4), 'damaged'],
  [`${run}AAAA`, 'damaged'],
  [`1${toBase64Url(new Uint8Array(40))}`, 'damaged'],
  [`1${'A'.repeat(40_000)}`, 'letters long'],
  ['1%3Cscript%3Ealert(1)%3C/script%3E', 'damaged'],
  ['https://evil.example/', 'of a form'],
  ['1__proto__', 'damaged'],
];

test('twenty hostile pictures and ten hostile links end in a sentence each, and the chat goes on', async ({
  page,
  chat,
}) => {
  await visitedBefore(page);
  await chat.open();
  const dialog = page.getByRole('dialog', { name: 'Open a finding' });
  const alert = dialog.getByRole('alert');
  await page.goto('./#finding');
  for (const [name, file, said] of await hostilePictures()) {
    await test.step(name, async () => {
      const buffer = Buffer.from(file);
      await page.getByLabel('Pictures of findings').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer });
      await expect(alert).toContainText(said);
      await expect(alert).toHaveText(/^[A-Z][^\n<>]{20,300}\.$/);
    });
  }
  for (const [link, said] of hostileLinks) {
    await test.step(`#run=${link.slice(0, 40)}`, async () => {
      await page.goto(`./#run=${link}`);
      await expect(alert).toContainText(said);
      await expect(alert).toHaveText(/^This link [^\n<>]{20,300}\.$/);
    });
  }

  // Markup in any text of a well-formed finding is shown as text.
  const marked = JSON.parse(
    JSON.stringify(plainFinding, (_, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? 1 : value,
    ),
  ) as DiagnosisFinding;
  marked.diagnosis.model.name = evil;
  marked.diagnosis.verdict = {
    ...marked.diagnosis.verdict,
    status: 'bad',
    sentences: [{ about: 'what', text: evil, messages: [] }],
  };
  marked.diagnosis.adapter.description = evil;
  marked.source = { kind: 'url', base: `https://evil.example/${evil}` };
  const buffer = Buffer.from(await putFinding(onePixel, marked));
  await page.getByLabel('Pictures of findings').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer });
  const opened = page.getByRole('dialog', { name: evil });
  await expect(opened.getByRole('region', { name: 'Verdict' })).toContainText(evil);
  await expect(opened).toContainText('from https://evil.example/');
  await expect(page.locator('img')).toHaveCount(0);
  await expect(page).toHaveTitle('Plumbline');

  await page.keyboard.press('Escape');
  expect((await chat.ask('Hello!')).content).not.toBe('');
});
