import { expect, test, vi } from 'vitest';
import { putFinding, putText } from '../../findings/container/carry.ts';
import { benchOf } from '../../findings/bench/bench.fixture.ts';
import { onePixel, plainFinding } from '../../findings/finding.fixture.ts';
import { maxRows, writeBoard } from '../../findings/format/board.ts';
import { rowOf } from '../../findings/board/rows.ts';
import { createBoard } from './board.ts';

function cellsOf() {
  const all = new Map<string, string>();
  return {
    getItem: (name: string) => all.get(name) ?? null,
    setItem: (name: string, value: string) => void all.set(name, value),
    removeItem: (name: string) => void all.delete(name),
  };
}

const picture = async (finding: Parameters<typeof putFinding>[1], name: string) =>
  new File([await putFinding(onePixel, finding)], name);
const bad = (name: string) => new File(['nothing'], name);

test('hostile pictures are refused one by one, and the rest are on the board', async () => {
  const board = createBoard(null, vi.fn());
  await board
    .getState()
    .take([
      bad('1.png'),
      await picture(benchOf(40, 'A'), 'a.png'),
      bad('2.png'),
      await picture(benchOf(3, 'B'), 'b.png'),
    ]);
  const { rows, refused, reading } = board.getState();
  expect(rows.map(({ adapter, here }) => [adapter, here])).toEqual([
    ['A', false],
    ['B', false],
  ]);
  expect(refused.map(({ name }) => name)).toEqual(['1.png', '2.png']);
  expect(reading).toBeNull();
  await board.getState().take([await picture(benchOf(5, 'C'), 'c.png')]);
  expect(board.getState().rows).toHaveLength(3);
  expect(board.getState().refused).toEqual([]);
});

test('a board is there at the next visit, numbers that JSON does not have included', async () => {
  const cells = cellsOf();
  const { add, sortBy } = createBoard(cells, vi.fn()).getState();
  const finding = benchOf(Number.NaN, 'A');
  add([finding, plainFinding], true);
  sortBy('worst');
  const { rows, sort } = createBoard(cells, vi.fn()).getState();
  expect(rows).toEqual([finding, plainFinding].map((one) => ({ ...rowOf(one), here: true })));
  expect(sort).toEqual({ by: 'worst', descending: true });
});

test('a column that is chosen again sorts the other way', () => {
  const board = createBoard(null, vi.fn());
  board.getState().sortBy('adapter');
  expect(board.getState().sort).toEqual({ by: 'adapter', descending: false });
  board.getState().sortBy('adapter');
  expect(board.getState().sort).toEqual({ by: 'adapter', descending: true });
});

test('a row can be removed, and a full board takes no more', async () => {
  const board = createBoard(null, vi.fn());
  const row = rowOf(benchOf(40, 'A'));
  const many = Array.from({ length: maxRows }, (_, n) => ({ ...row, adapter: `${n}` }));
  await board.getState().take([new File([await putText(onePixel, 'board', writeBoard(many))], 'board.png')]);
  expect(board.getState().rows).toHaveLength(maxRows);
  await board.getState().take([await picture(benchOf(1, 'A'), 'a.png')]);
  expect(board.getState().refused[0]!.message).toMatch(/^The board holds 200 rows/);
  board.getState().remove(board.getState().rows[0]!);
  await board.getState().take([await picture(benchOf(1, 'A'), 'a.png')]);
  expect(board.getState().rows).toHaveLength(maxRows);
});
