import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attempt } from '../../result.ts';
import { anyBench, benchOf } from '../bench/bench.fixture.ts';
import { putFinding, putText } from '../container/carry.ts';
import { anyDiagnosis, onePixel, plainFinding } from '../finding.fixture.ts';
import { boardRow, maxRows, readBoard, writeBoard, type BoardRow } from '../format/board.ts';
import { plainToken, tokenFindingOf } from '../token/token.fixture.ts';
import { boardHeadline, columnNames, columns, sortedRows } from './columns.ts';
import { boardMarkdown } from './markdown.ts';
import { holdsBoard, rowsIn } from './open.ts';
import { merged, rowOf, type HeldRow } from './rows.ts';
import * as v from 'valibot';

const evil = '<img src=x onerror=alert(1)> [a](javascript:alert(1)) | `x`\n# head';

const bench = rowOf(benchOf(40, 'A GPU'));
const { isFallback } = bench;
const machine = {
  adapter: bench.adapter,
  isFallback,
  browser: bench.browser,
  model: bench.model,
  weights: bench.weights,
};
const diagnosis: BoardRow = {
  ...machine,
  fault: null,
  bench: null,
  diagnosis: {
    date: '2026-11-29T10:00:00.000Z',
    status: 'pass',
    worst: { stage: 'L1.v', timesFloor: 3.2 },
    sameTop: 1,
  },
};
const held = (row: BoardRow, here = false): HeldRow => ({ ...row, here });
const on = (adapter: string, fused: number | null): BoardRow => ({
  ...bench,
  adapter,
  bench: { ...bench.bench!, fused },
});

const fileOf = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]);
async function refusalOf(file: Blob): Promise<string> {
  const result = await attempt(() => rowsIn(file));
  if (result.ok) throw new Error('it was taken');
  expect(result.failure.message).toMatch(/^[A-Z][^\n<>]{20,300}\.$/);
  return result.failure.message;
}

describe('rows', () => {
  test('any benchmark and any diagnosis makes one that a board can carry', () => {
    fc.assert(
      fc.property(fc.oneof(anyBench, anyDiagnosis), (finding) => {
        const row = rowOf(finding);
        expect(v.is(boardRow, JSON.parse(writeBoard([row])).rows[0])).toBe(true);
        expect(readBoard(writeBoard([row]), 'This picture')).toEqual([row]);
      }),
      { numRuns: 100 },
    );
  });

  test('a benchmark tells of its shortest context, fused and reference', () => {
    expect(bench).toMatchObject({
      adapter: 'A GPU',
      fault: null,
      bench: { context: 128, fused: 800, reference: 20, bandwidthShare: 0.5 },
      diagnosis: null,
    });
  });

  test('a benchmark and a diagnosis of one machine are one row, in either order', () => {
    for (const both of [
      [bench, diagnosis],
      [diagnosis, bench],
    ]) {
      const rows = both.reduce<HeldRow[]>((rows, row) => merged(rows, [held(row)]), []);
      expect(rows).toEqual([held({ ...diagnosis, bench: bench.bench })]);
    }
  });

  test('of two benchmarks of one machine the newer one counts', () => {
    const dated = (date: string, fused: number) => held({ ...bench, bench: { ...bench.bench!, date, fused } });
    const [old, recent] = [dated('2026-11-01T00:00:00Z', 1), dated('2026-11-02T00:00:00Z', 2)];
    expect(merged([old], [recent])).toEqual([recent]);
    expect(merged([recent], [old])).toEqual([recent]);
  });

  test('what was measured here, another browser, other weights, and a fault made on purpose stay apart', () => {
    const rows = [
      held(diagnosis),
      held(diagnosis, true),
      held({ ...diagnosis, browser: 'Another 1' }),
      held({ ...diagnosis, isFallback: !isFallback }),
      held({ ...diagnosis, weights: diagnosis.weights === 'stored' ? '8-bit' : 'stored' }),
      held({ ...diagnosis, fault: { name: 'qkv_bias_uninitialised', layer: 1 } }),
    ];
    expect(merged([], rows)).toEqual(rows);
  });
});

describe('columns', () => {
  test('sort in both directions, and what is not known comes last in both', () => {
    const rows = [on('b', 5), on('a', null), on('c', 70), on('d', Number.NaN)];
    const order = (descending: boolean) => sortedRows(rows, { by: 'fused', descending }).map(({ adapter }) => adapter);
    expect(order(true).slice(0, 2)).toEqual(['c', 'b']);
    expect(order(false).slice(0, 2)).toEqual(['b', 'c']);
    expect(order(true).slice(2)).toEqual(['a', 'd']);
    expect(order(false).slice(2)).toEqual(['a', 'd']);
    expect(sortedRows(rows, { by: 'adapter', descending: false }).map(({ adapter }) => adapter)).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  test('an error that is no number is worse than any', () => {
    const worst = (stage: string, timesFloor: number) => ({
      ...diagnosis,
      diagnosis: { ...diagnosis.diagnosis!, worst: { stage, timesFloor } },
    });
    const rows = [worst('L0.q', 1e30), worst('L0.k', Number.NaN), worst('L0.v', 0.5)];
    const sorted = sortedRows(rows, { by: 'worst', descending: true });
    expect(sorted.map((row) => columns.worst.text(row))).toEqual(['∞ at L0.k', '1e30 at L0.q', '0.5 at L0.v']);
  });

  test('the headline counts machines, verdicts without a fault, and names the fastest', () => {
    const wrong = { ...diagnosis, adapter: 'B', diagnosis: { ...diagnosis.diagnosis!, status: 'bad' as const } };
    const made = { ...wrong, fault: { name: 'x', layer: null } };
    expect(boardHeadline([bench, wrong, made, { ...diagnosis, bench: bench.bench }])).toBe(
      '2 machines; fused kernels pass in 1 of 2 diagnoses; fastest 800 tokens/s, A GPU',
    );
  });
});

test('Markdown has a row a machine, and no markup of a stranger', () => {
  const text = boardMarkdown([bench, { ...diagnosis, adapter: evil, browser: evil }]);
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(6);
  const cells = lines.slice(2).map((line) => line.match(/(?<!\\)\|/g)!.length);
  expect(new Set(cells)).toEqual(new Set([columnNames.length + 1]));
  expect(text).not.toMatch(/(^|[^\\])</);
});

describe('pictures', () => {
  test('tell of a finding’s machine, or of all of a board’s', async () => {
    const finding = benchOf(40, 'A GPU');
    expect(await rowsIn(fileOf(await putFinding(onePixel, finding)))).toEqual([rowOf(finding)]);
    const board = fileOf(await putText(onePixel, 'board', writeBoard([bench, diagnosis])));
    expect(await rowsIn(board)).toEqual([bench, diagnosis]);
    expect(await holdsBoard(board)).toBe(true);
    expect(await holdsBoard(fileOf(await putFinding(onePixel, finding)))).toBe(false);
    expect(await holdsBoard(new Blob(['no picture']))).toBe(false);
  });

  test.each<[name: string, said: string, file: () => Promise<Blob>]>([
    ['no picture', 'is not a PNG', async () => new Blob([evil])],
    ['a picture of something else', 'holds no finding', async () => fileOf(onePixel)],
    ['a token', 'figures of a token', async () => fileOf(await putFinding(onePixel, tokenFindingOf(plainToken())))],
    ['half a picture', 'is cut short', async () => fileOf((await putFinding(onePixel, plainFinding)).slice(0, 200))],
    ['a board that is no JSON', 'not JSON', async () => fileOf(await putText(onePixel, 'board', '{"rows":'))],
    ['a board of another version', 'newer version', async () => boardOf({ version: 2, rows: [] })],
    ['too many rows', 'damaged', async () => boardOf({ version: 1, rows: Array(maxRows + 1).fill(bench) })],
    ['markup for a key', 'damaged', async () => boardOf({ version: 1, rows: [{ ...bench, [evil]: 1 }] })],
    ['a claim to be measured here', 'damaged', async () => boardOf({ version: 1, rows: [{ ...bench, here: true }] })],
    ['a bomb', 'unpacks to more', async () => fileOf(await putText(onePixel, 'board', ' '.repeat(17_000_000)))],
  ])('of a stranger that are refused: %s', async (_, said, file) => {
    expect(await refusalOf(await file())).toContain(said);
  });

  const boardOf = async (value: object) => fileOf(await putText(onePixel, 'board', JSON.stringify(value)));
});
