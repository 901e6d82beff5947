import { expect, test } from 'vitest';
import { attempt } from '../result.ts';
import { toBase64Url } from './link/bytes.ts';
import { benchOf } from './bench/bench.fixture.ts';
import { shownText } from './copy/own_kernel.ts';
import { putFinding, takeFinding, maxJsonBytes } from './container/carry.ts';
import { crc32 } from './container/crc32.ts';
import { deflate } from './container/deflate.ts';
import {
  checkFinding,
  writeFinding,
  type BenchFinding,
  type DiagnosisFinding,
  type KernelFinding,
  type TokenFinding,
} from './format/finding.ts';
import { onePixel, plainFinding } from './finding.fixture.ts';
import { tokenFindingOf, plainToken } from './token/token.fixture.ts';
import { kernelOf } from './own_kernel/own_kernel.fixture.ts';
import { readRun, runOf, writeRun } from './link/permalink.ts';
import { readChunks, writeChunks } from './container/png.ts';
import { openedFinding, openedRun } from './open/opened.ts';
import { specOf } from './record.ts';

const head = new TextEncoder().encode('Plumbline finding\0\x01\0\0\0');

/** A picture with our chunk, its text deflated or, with `packed`, as it is. */
async function pictureOf(text: string | Uint8Array<ArrayBuffer>, packed = false): Promise<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const data = Uint8Array.of(...head, ...(packed ? bytes : await deflate(bytes)));
  const chunks = readChunks(onePixel);
  return writeChunks([...chunks.slice(0, -1), { type: 'iTXt', data }, chunks.at(-1)!]);
}

async function refusalOf(work: () => unknown): Promise<string> {
  const result = await attempt(work);
  if (result.ok) throw new Error('it was taken');
  expect(result.failure.message).toMatch(/^[^\n<>]{20,300}\.$/);
  return result.failure.message;
}

const whole = await putFinding(onePixel, plainFinding);

test('a wrong checksum, anywhere', async () => {
  for (const at of [20, 40, whole.length - 100]) {
    const bad = Uint8Array.from(whole);
    bad[at]! ^= 1;
    expect(await refusalOf(() => takeFinding(bad))).toContain('a checksum is wrong');
  }
});

test('a picture cut short, anywhere', async () => {
  for (const length of [8, 12, 30, whole.length - 300, whole.length - 1]) {
    expect(await refusalOf(() => takeFinding(whole.subarray(0, length)))).toContain('is cut short');
  }
});

test('a chunk that says it is 4 GB long', async () => {
  const bad = Uint8Array.from(whole);
  bad.fill(0xff, 8, 12);
  expect(await refusalOf(() => takeFinding(bad))).toContain('is cut short');
});

test('a few kilobytes that unpack to gigabytes', async () => {
  const bomb = await pictureOf(new Uint8Array(4 * maxJsonBytes));
  expect(bomb.length).toBeLessThan(maxJsonBytes / 200);
  expect(await refusalOf(() => takeFinding(bomb))).toContain('unpacks to more than 16 MB');
});

test('a text that is not deflated, or only half of it', async () => {
  const garbage = new Uint8Array(100).fill(7);
  expect(await refusalOf(async () => takeFinding(await pictureOf(garbage, true)))).toContain('does not unpack');
  const half = (await deflate(new TextEncoder().encode(JSON.stringify(plainFinding)))).slice(0, 400);
  expect(await refusalOf(async () => takeFinding(await pictureOf(half, true)))).toContain('does not unpack');
});

test('another packing', async () => {
  const picture = await pictureOf('{}');
  const chunks = readChunks(picture).map((chunk) => {
    if (chunk.type !== 'iTXt') return chunk;
    const data = Uint8Array.from(chunk.data);
    data[head.length - 3] = 9;
    return { ...chunk, data };
  });
  expect(await refusalOf(() => takeFinding(writeChunks(chunks)))).toContain('packed in an unknown way');
});

test('no JSON, or JSON of something else', async () => {
  expect(await refusalOf(async () => takeFinding(await pictureOf('{"version":')))).toContain('not JSON');
  for (const json of ['null', '[]', '3', '"x"', '{}', '{"version":1}', '{"__proto__":{"version":1}}']) {
    expect(await refusalOf(async () => takeFinding(await pictureOf(json)))).toContain('damaged');
  }
});

test('an unknown version says which one is known', async () => {
  const said = await refusalOf(() => checkFinding({ ...plainFinding, version: 8 }, 'This picture'));
  expect(said).toContain('of version 8, and this page reads versions 1 to 7');
});

/** As it lies in a file. */
const plain = JSON.parse(writeFinding(plainFinding)) as DiagnosisFinding;
const { diagnosis } = plain;
const replay = (change: object) => ({
  ...plain,
  diagnosis: { ...diagnosis, replay: [{ ...stage, ...change }] },
});
const stage = {
  layer: 0,
  steps: ['qkv'],
  shape: 'one',
  stage: 'q',
  evidence: {
    error: 1,
    worstRow: 0,
    worstRowError: 1,
    worstColumn: 0,
    worstColumnShare: 1,
    absmax: 1,
    referenceAbsmax: 1,
    scale: 1,
    scaledError: 1,
    values: 1,
    nonFinite: 0,
    unwritten: 0,
    zeros: 0,
    sizes: { first: 0, values: [], reference: [] },
    worst: [],
  },
  floor: 1,
  bad: true,
};

test.each([
  ['a wrong type', { ...plain, weights: 4 }],
  ['an absurd length', { ...plain, made: { ...plain.made, browser: 'x'.repeat(1e6) } }],
  ['a date that is none', { ...plain, made: { ...plain.made, date: 'javascript:alert(1)' } }],
  ['a key too many', { ...plain, '<script>': 1 }],
  ['a source of an unknown kind', { ...plain, source: { kind: 'script', base: 'x' } }],
  ['a hash that is none', { ...plain, diagnosis: { ...diagnosis, model: { ...diagnosis.model, hash: '../..' } } }],
  ['a stage with markup for a name', replay({ stage: '<b>' })],
  ['a floor that is a word', replay({ floor: 'lots' })],
  ['a count that is not finite', replay({ evidence: { ...stage.evidence, values: Infinity } })],
  ['a count that is a spelled infinity', replay({ evidence: { ...stage.evidence, values: 'Infinity' } })],
  ['a layer that is no number', replay({ layer: Number.NaN })],
  [
    'more stages than there can be',
    { ...plain, diagnosis: { ...diagnosis, replay: Array.from({ length: 20_000 }, () => stage) } },
  ],
  ['more tokens than there can be', { ...plain, prompt: { show: 'shown', tokens: Array(4097).fill(1), text: '' } }],
  [
    'a million layers',
    {
      ...plain,
      diagnosis: { ...diagnosis, model: { ...diagnosis.model, config: { ...diagnosis.model.config, layers: 1e6 } } },
    },
  ],
])('%s', async (_, value) => {
  expect(await refusalOf(() => checkFinding(value, 'This picture'))).toContain('is damaged');
});

const measured = JSON.parse(writeFinding(benchOf(40))) as BenchFinding;
const rows = (change: object) => {
  const { request, report } = measured.bench;
  return { ...measured, bench: { request, report: { ...report, ...change } } };
};
const token = JSON.parse(writeFinding(tokenFindingOf(plainToken()))) as TokenFinding;
const seen = (change: object) => ({ ...token, live: { ...token.live, token: { ...token.live.token, ...change } } });
const own = JSON.parse(writeFinding(kernelOf(0.5))) as KernelFinding;
const tried = (change: object) => ({ ...own, kernel: { ...own.kernel, ...change } });
const error = { type: 'error', text: 'no', file: null, line: 1, column: 1 };
const [decoded] = measured.bench.report.decode;

test.each([
  ['an unknown kind', { ...measured, kind: '<b>' }],
  ['a benchmark that says it is a diagnosis', { ...measured, kind: 'diagnosis' }],
  ['a diagnosis that says it is a benchmark', { ...plain, kind: 'bench' }],
  ['version 1 with a kind', { ...plain, version: 1 }],
  ['rows that nobody asked for', rows({ decode: [...measured.bench.report.decode, decoded] })],
  ['rows that are missing', rows({ prefill: [] })],
  ['a row of another length', rows({ decode: measured.bench.report.decode.map((row) => ({ ...row, context: 7 })) })],
  ['a million rows', rows({ decode: Array.from({ length: 1e6 }, () => decoded) })],
  ['a program with markup for a name', rows({ steps: [{ program: '<b>', step: 'qkv', us: 1 }] })],
  ['a rate that is a word', rows({ copyBytesPerSecond: 'fast' })],
  [
    'no program at all',
    { ...measured, bench: { ...measured.bench, request: { ...measured.bench.request, programs: [] } } },
  ],
  [
    'half a program',
    { ...measured, bench: { ...measured.bench, request: { ...measured.bench.request, programs: [{ qkv: 'fused' }] } } },
  ],
  ['a token of more layers than the model', { ...token, live: { ...token.live, model: plain.diagnosis.model } }],
  ['a stage that lost a figure', seen({ rows: { ...token.live.token.rows, rms: [1] } })],
  ['a billion positions', seen({ position: 1e9 })],
  ['figures that are words', seen({ attention: { ...token.live.token.attention, entropy: ['a', 'b'] } })],
  ['a stage of no name', { ...token, live: { ...token.live, plot: { of: 'row', figure: 'rms', stage: '__proto__' } } }],
  [
    'a hundred tokens over each other',
    { ...token, live: { ...token.live, others: Array(100).fill(token.live.token) } },
  ],
  ['a conversation without end', { ...token, prompt: { show: 'shown', tokens: Array(5000).fill(1), text: null } }],
  ['a kernel of 1 MB', tried({ text: ' '.repeat(2 ** 20) })],
  ['a kernel of 65,536 characters that are more bytes', tried({ text: 'ä'.repeat(65_536) })],
  ['a kernel with markup for a name', tried({ kernel: '<b>' })],
  ['a kernel that was tried without a name', tried({ kernel: null })],
  ['a kernel that is no text', tried({ text: ['fn'] })],
  ['a seed that is a word', tried({ seed: 'x' })],
  ['a seed below nought', tried({ seed: -1 })],
  ['an error that is a word', tried({ alone: [{ ...own.kernel.alone[0]!, error: 'huge' }] })],
  ['a million trials', tried({ alone: Array.from({ length: 1e6 }, () => own.kernel.alone[0]) })],
  ['a million stages', tried({ replay: Array.from({ length: 1e6 }, () => own.kernel.replay[0]) })],
  ['a time of a shape that is none', tried({ times: [{ shape: '__proto__', own: 1, onFile: 1 }] })],
  ['more times than shapes', tried({ times: Array.from({ length: 6 }, () => own.kernel.times[0]) })],
  ['a thousand messages', tried({ messages: Array.from({ length: 1000 }, () => error) })],
  ['a message of 1 MB', tried({ messages: [{ ...error, text: 'x'.repeat(2 ** 20) }] })],
  ['a kernel that ran and did not compile', tried({ compiled: false, messages: [error] })],
  ['a kernel that did not compile for no reason', tried({ compiled: false, alone: [], replay: [], times: [] })],
  ['a verdict of its own', tried({ status: 'right' })],
  ['a hidden conversation', { ...token, prompt: { show: 'hidden' } }],
])('of several kinds: %s', async (_, value) => {
  expect(await refusalOf(() => checkFinding(value, 'This picture'))).toContain('is damaged');
});

test('the stage that those were made of is right', () => {
  expect(() => checkFinding(replay({}), 'This picture')).not.toThrow();
  expect(() => checkFinding(rows({}), 'This picture')).not.toThrow();
  expect(() => checkFinding(seen({}), 'This picture')).not.toThrow();
  expect(() => checkFinding(tried({}), 'This picture')).not.toThrow();
});

/** A link whose checksum is right, whatever it says. */
function linkOf(bytes: number[], form = '1'): string {
  const check = crc32(Uint8Array.from(bytes));
  return `${form}${toBase64Url(Uint8Array.of(...bytes, check & 0xff, (check >>> 8) & 0xff))}`;
}

const hash = Array.from({ length: 32 }, () => 7);

test.each([
  ['nothing', ''],
  ['another form', '9abcd'],
  ['markup', '1<script>alert(1)</script>'],
  ['an address', '1https://example.org/'],
  ['no more than a version', '1'],
  ['a link cut short', writeRun(specOf(plainFinding)).slice(0, -5)],
  ['a name of 200 GB', linkOf([...hash, 0xff, 0xff, 0xff, 0xff, 0x7f])],
  ['a number beyond all bounds', linkOf([...hash, ...Array.from({ length: 20 }, () => 0xff)])],
  ['text that is not UTF-8', linkOf([...hash, 2, 0xc3, 0x28, 0, 0, 0, 0, 0, 0])],
  ['an unknown way to hold weights', linkOf([...hash, 1, 97, 0, 9, 0, 0, 0, 0])],
  ['an unknown source', linkOf([...hash, 1, 97, 0, 0, 0, 0, 9, 0])],
  ['a fault with markup for a name', linkOf([...hash, 1, 97, 0, 0, 0, 3, 60, 98, 62, 0, 0, 0])],
  ['a billion tokens', linkOf([...hash, 1, 97, 0, 0, 0, 0, 0, 0x80, 0x80, 0x80, 0x80, 0x10])],
  ['no tokens', linkOf([...hash, 1, 97, 0, 0, 0, 0, 0, 1])],
  ['more than a run', linkOf([...hash, 1, 97, 0, 0, 0, 0, 0, 0, 42])],
  ['a benchmark of a billion programs', linkOf([...hash, 1, 97, 0, 0, 0x80, 0x80, 0x80, 0x80, 0x10], '2')],
  ['a benchmark of nothing', linkOf([...hash, 1, 97, 0, 0, 0, 0, 0, 0], '2')],
  ['a benchmark cut short', linkOf([...hash, 1, 97, 0, 0, 1], '2')],
  ['a token after a billion others', linkOf([...hash, 1, 97, 0, 0, 0, 0, 0, 0x80, 0x80, 0x80, 0x80, 0x10], '3')],
  ['a token of a hidden conversation', linkOf([...hash, 1, 97, 0, 0, 0, 0, 0, 0], '3')],
  ['a kernel of 200 GB', linkOf([0, ...hash, 1, 97, 0, 0, 1, 97, 0, 1, 0xff, 0xff, 0xff, 0xff, 0x7f], '7')],
  ['a kernel with markup for a name', linkOf([0, ...hash, 1, 97, 0, 0, 3, 60, 98, 62, 0, 0], '7')],
  ['a kernel whose text is not UTF-8', linkOf([0, ...hash, 1, 97, 0, 0, 1, 97, 0, 1, 2, 0xc3, 0x28], '7')],
  ['a kernel cut short', linkOf([0, ...hash, 1, 97, 0, 0, 1, 97, 0, 1], '7')],
  ['a diagnosis in a benchmark’s form', `2${writeRun(specOf(plainFinding)).slice(1)}`],
  ['too many letters', `1${'A'.repeat(40_000)}`],
])('a link with %s', async (_, run) => {
  expect(await refusalOf(() => readRun(run))).toMatch(/^This link /);
});

test('a link that names an address to load from is read, and the address is shown and not visited', () => {
  const source = { kind: 'url' as const, base: 'https://evil.example/<script>' };
  expect(readRun(writeRun({ ...specOf(plainFinding), source })).source).toEqual(source);
  expect(runOf('https://evil.example/')).toBeNull();
});

test('a name that would reorder what stands beside it is spelled out', () => {
  const spec = { ...specOf(plainFinding), model: { name: '\u202enepo', hash: 'a'.repeat(64) } };
  expect(openedRun(spec).spec.model.name).toBe(String.raw`\u{202e}nepo`);
  const { finding } = openedFinding({ ...plain, made: { ...plain.made, browser: 'Chrome\u2066' } });
  expect(finding?.made.browser).toBe(String.raw`Chrome\u{2066}`);
  const lines = 'one\ntwo';
  const prompt = { show: 'shown' as const, tokens: [1], text: lines };
  expect(openedFinding({ ...plain, prompt }).finding).toMatchObject({ prompt: { text: lines } });
});

test('what a stranger’s kernel is called is spelled out, and its text runs as it is', () => {
  const text = 'fn a() {} // \u202e';
  const { spec, finding } = openedFinding({ ...own, kernel: { ...own.kernel, text } });
  expect(spec).toMatchObject({ text });
  expect((finding as KernelFinding).kernel.text).toBe(String.raw`fn a() {} // \u{202e}`);
  expect(shownText('fn a() {\n\t// \u202e\u0007\r\n}')).toBe('fn a() {\n  // \\u{202e}\\u{7}\n}');
});
