import { asCsv } from '../export/csv.ts';
import { tokenAnswer } from '../copy/token.ts';
import { largestValues } from './largest_values.ts';
import { expect, test } from 'vitest';
import { checkFinding, writeFinding } from '../format/finding.ts';
import { pictureName } from '../picture/make.ts';
import { recordToken, specOf, type SeenToken } from '../record.ts';
import { asMarkdown } from '../export/markdown.ts';
import { compareTokens } from './compare.ts';
import { chartedTokens, layerChart } from './layer_chart.ts';
import { tokenFindingOf, plainToken } from './token.fixture.ts';
import { watchedStages } from '../../vocabulary/token_statistics.ts';
import { figuresOf, recordedOf } from '../format/token.ts';
import { tokenHeadline } from '../copy/token.ts';

const row = (stage: (typeof watchedStages)[number], layer: number) => watchedStages.indexOf(stage) * 2 + layer;

test('the headline says where the largest value is, or where it collapses', () => {
  expect(tokenHeadline(tokenFindingOf(plainToken()).live)).toBe('Largest value 160, in layer 1 at mlp_residual');
  const trouble = { layer: 1, stage: 'attn', kind: 'not-finite', count: 3, of: 64, absmax: 1 } as const;
  const bad = tokenFindingOf(plainToken((token) => (token.trouble = trouble)));
  expect(tokenHeadline(bad.live)).toBe('Collapses in layer 1, at attn');
  const named = { ...bad, live: { ...bad.live, model: { ...bad.live.model, name: 'demo' } } };
  expect(pictureName(named)).toMatch(/^plumbline_demo_attn-L1-not-finite_/);
});

test('the input of a layer is not counted twice, and unknown values not at all', () => {
  const token = plainToken(({ rows }) => (rows.absmax[row('swiglu', 1)] = Number.NaN));
  const names = largestValues(token).map(({ name }) => name);
  expect(names).toContain('L0.layer_input');
  expect(names).not.toContain('L1.layer_input');
  expect(names).not.toContain('L1.swiglu');
});

test('float32 figures are written and read back as they were', () => {
  const token = plainToken(({ rows }) => rows.rms.set([0.1, 1e-40, 3.4e38, Number.NaN, Infinity]));
  expect(figuresOf(recordedOf(token))).toEqual(token);
});

test('the same figures are reproduced to the bit, close ones within the bound', () => {
  const here = plainToken(({ rows }) => (rows.rms[row('attn', 1)] = 1 + 1e-5));
  expect(tokenAnswer(compareTokens(here, here), 'here')).toBe('Reproduced bit for bit on here: all 102 figures.');
  expect(tokenAnswer(compareTokens(plainToken(), here), 'here')).toMatch(
    /^Reproduced on here: all 102 figures within 0\.10%\. The largest difference is 0\.001%, RMS of attn in layer 1\.$/,
  );
});

test('differences are reported in the order of the pass', () => {
  const here = plainToken(({ rows }) => {
    rows.std[row('mlp_residual', 0)] = 2;
    rows.absmax[row('q', 1)] = 1;
  });
  const compared = compareTokens(plainToken(), here);
  expect(tokenAnswer(compared, 'here')).toBe(
    'Not reproduced on here: 2 of 102 figures differ by more than 0.10%, first std of mlp_residual in layer 0: 1 recorded, 2 here.',
  );
});

test.each([
  ['a mean that is nothing beside the rms', 'mean', 1e-9, 3e-9, 0],
  ['a mean that is something', 'mean', 0.1, 0.2, 1],
  ['infinity against a number', 'absmax', Infinity, 3, 1],
  ['infinity on both sides', 'absmax', Infinity, Infinity, 0],
  ['a value that is not finite here only', 'nonFinite', 0, 1, 1],
] as const)('%s', (_, figure, was, is, differing) => {
  const [recorded, here] = [was, is].map((value) => plainToken(({ rows }) => (rows[figure][row('k', 0)] = value)));
  expect(compareTokens(recorded!, here!).differing).toHaveLength(differing);
});

test('what is known on one side only is not compared', () => {
  const here = plainToken(({ attention }) => attention.entropy.fill(Number.NaN));
  expect(compareTokens(plainToken(), here).figures).toHaveLength(100);
});

test('a chart has a line a token, the one on show first', () => {
  const tokens = chartedTokens(plainToken(), [plainToken((token) => (token.set = 'mixed'))], plainToken());
  const { lines, ends } = layerChart({ of: 'row', figure: 'absmax', stage: 'attn' }, tokens);
  expect(lines.map(({ name, values }) => [name, values])).toEqual([
    ['fused', [50, 100]],
    ['mixed, 7', [50, 100]],
    ['token 0', [50, 100]],
  ]);
  expect(lines[0]!.titleOf!(1)).toBe('layer 1: 100, channel 9');
  expect(ends).toEqual(['layer 0', '1']);
});

const { live } = tokenFindingOf(plainToken());
const seen: SeenToken = {
  model: live.model,
  adapter: live.adapter,
  on: { tokens: [31_337, 4242, 5, 6, 7, 8, 9, 4711, 12_345], sampling: live.sampling, fault: null },
  from: 3,
  plot: live.plot,
  token: plainToken(),
  others: [],
  first: null,
  odds: null,
};
const about = {
  app: '1',
  browser: 'test',
  date: new Date(0),
  source: { kind: 'bundled' as const },
  weights: 'stored' as const,
  cache: 'f32' as const,
  promptText: 'my secret',
};

test('a conversation that is shown ends with the token', () => {
  const finding = recordToken(seen, about, 'shown');
  expect(finding.prompt).toEqual({ show: 'shown', tokens: [31_337, 4242, 5, 6, 7, 8, 9, 4711], text: 'my secret' });
  expect(checkFinding(JSON.parse(writeFinding(finding)), 'This')).toEqual(finding);
  expect(specOf(finding)).toMatchObject({ kind: 'live', from: 3, program: seen.token.program });
});

test.each(['counted', 'hidden'] as const)('a conversation that is %s is shared by its length alone', (policy) => {
  const finding = recordToken(seen, about, policy);
  expect(finding.prompt).toEqual({ show: 'counted', count: 8 });
  for (const secret of ['31337', '4711', 'secret']) expect(writeFinding(finding)).not.toContain(secret);
});

test('a conversation that is too long is shared by its length alone', () => {
  const on = { ...seen.on, tokens: Array.from({ length: 5000 }, (_, id) => id) };
  const finding = recordToken({ ...seen, on, token: { ...seen.token, position: 4096 } }, about, 'shown');
  expect(finding.prompt).toEqual({ show: 'counted', count: 4097 });
});

test('tables have every stage of every layer', () => {
  const rows = asCsv(tokenFindingOf(plainToken())).trimEnd().split('\r\n');
  expect(rows).toHaveLength(1 + 2 * 9);
  for (const row of rows) expect(row.split(',')).toHaveLength(14);
  expect(asMarkdown(tokenFindingOf(plainToken()), 'link')).toContain('| L1.mlp_residual | 160 | 15 |');
});
