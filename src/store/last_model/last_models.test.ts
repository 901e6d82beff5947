import { expect, it, vi } from 'vitest';
import type { Cells } from '../storage.ts';
import { createLastModels, type LastModel } from './last_models.ts';

function cells(entries: Record<string, string> = {}): Cells & { entries: Record<string, string> } {
  return {
    entries,
    getItem: (name) => entries[name] ?? null,
    setItem: (name, value) => void (entries[name] = value),
    removeItem: (name) => void delete entries[name],
  };
}

const opened = (stored: Cells | null) => createLastModels(stored, vi.fn<(reason: string) => void>());

const model = (id: string, context = 4096): LastModel => ({
  name: id,
  source: { kind: 'hub', id, revision: 'main' },
  options: { context, weights: '4-bit', cache: 'f16' },
});

it('has the last loaded first at the next visit, each source once, with its latest options', () => {
  const stored = cells();
  for (const [id, context] of [
    ['a', 512],
    ['b', 1024],
    ['a', 2048],
  ] as const)
    opened(stored).getState().remember(model(id, context));
  const { models, optionsOf } = opened(stored).getState();
  expect(models).toEqual([model('a', 2048), model('b', 1024)]);
  expect(optionsOf(model('b').source)).toEqual(model('b', 1024).options);
  expect(optionsOf({ kind: 'bundled' })).toBeNull();
});

it('lets the last tab that loads a model win, and loses none of the other', () => {
  const stored = cells();
  const [one, other] = [opened(stored), opened(stored)];
  one.getState().remember(model('one'));
  other.getState().remember(model('other'));
  expect(
    opened(stored)
      .getState()
      .models.map(({ name }) => name),
  ).toEqual(['other', 'one']);
});

it('forgets the oldest', () => {
  const stored = cells();
  for (let index = 0; index < 30; index++)
    opened(stored)
      .getState()
      .remember(model(`${index}`));
  const names = opened(stored)
    .getState()
    .models.map(({ name }) => name);
  expect(names).toHaveLength(24);
  expect(names[0]).toBe('29');
});

it.each([
  ['half written', '{"state":{"models":[{"name":'],
  ['of another shape', '{"state":{"models":[{"name":"a","source":{"kind":"bundled"}}]},"version":1}'],
  [
    'no context',
    '{"state":{"models":[{"name":"a","source":{"kind":"bundled"},"options":{"context":0,"weights":"stored"}}]},"version":1}',
  ],
])('counts as empty when it is %s', (_, text) => {
  expect(opened(cells({ 'plumbline.models': text })).getState().models).toEqual([]);
});

it('remembers for this visit where the browser forbids storage', () => {
  const models = opened(null);
  models.getState().remember(model('a'));
  expect(models.getState().models).toEqual([model('a')]);
});
