import { expect, test, vi } from 'vitest';
import { createChartChoices } from './chart_choices.ts';

function cellsOf(stored: Record<string, string> = {}) {
  const all = new Map(Object.entries(stored));
  return {
    getItem: (name: string) => all.get(name) ?? null,
    setItem: (name: string, value: string) => void all.set(name, value),
    removeItem: (name: string) => void all.delete(name),
  };
}

const entropy = { of: 'attention', figure: 'entropy' } as const;

test('choices are there at the next visit, the scale of each figure among them', () => {
  const cells = cellsOf();
  const { show, scaleBy, limit } = createChartChoices(cells, vi.fn()).getState();
  scaleBy('rms', 'linear');
  show(entropy);
  scaleBy('entropy', 'log');
  limit({ low: 0.5 });
  expect(createChartChoices(cells, vi.fn()).getState()).toMatchObject({
    plot: entropy,
    scales: { rms: 'linear', entropy: 'log' },
    range: { low: 0.5, high: null },
  });
});

test('the ends of the colours are those of one plot', () => {
  const choices = createChartChoices(null, vi.fn());
  choices.getState().limit({ high: 3 });
  choices.getState().show(entropy);
  expect(choices.getState().range).toEqual({ low: null, high: null });
});

test('what no figure has counts as nothing chosen', () => {
  const state = { plot: { of: 'row', figure: 'size', stage: 'q' }, scales: {}, range: { low: null, high: null } };
  const cells = cellsOf({ 'plumbline.charts': JSON.stringify({ version: 1, state }) });
  expect(createChartChoices(cells, vi.fn()).getState().plot).toEqual({
    of: 'row',
    figure: 'rms',
    stage: 'mlp_residual',
  });
});
