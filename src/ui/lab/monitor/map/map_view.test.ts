import { expect, test } from 'vitest';
import { movesOf, tokensOf, usualView, type MapView } from './map_view.ts';

const positions = Array.from({ length: 100 }, (_, n) => 60 + n);
const movesFrom = (view: MapView) => movesOf(view, tokensOf(view, positions, 40), positions);
const shown = (view: MapView, of = positions) => tokensOf(view, of, 40);

test('the usual view has as many of the latest tokens as can be told apart', () => {
  expect(shown(usualView)).toEqual({ first: 60, count: 40 });
  expect(shown(usualView, positions.slice(0, 7))).toEqual({ first: 0, count: 7 });
});

test('a view that reaches the end follows the tokens to come, and another stays where it is', () => {
  const more = [...positions, 160, 161];
  const late = movesFrom(usualView).zoom(0.5, 99);
  expect(shown(late)).toEqual({ first: 80, count: 20 });
  expect(shown(late, more)).toEqual({ first: 82, count: 20 });
  const early = movesFrom(late).pan(-30);
  expect(shown(early)).toEqual({ first: 50, count: 20 });
  expect(shown(early, more)).toEqual({ first: 50, count: 20 });
  // Of a long answer, the first tokens are forgotten.
  expect(shown(early, more.slice(40))).toEqual({ first: 10, count: 20 });
});

test('a part is chosen in either direction, and each keeps the other', () => {
  const part = movesFrom(usualView).select({ first: 62, count: 5 }, null);
  const both = movesFrom(part).select(null, { first: 2, count: 3 });
  expect(shown(both)).toEqual({ first: 62, count: 5 });
  expect([part.layers, both.layers]).toEqual([null, { first: 2, count: 3 }]);
});

test('a token out of view is brought up, and the number on show stays', () => {
  expect(shown(movesFrom(usualView).bringUp(3))).toEqual({ first: 3, count: 40 });
  expect(movesFrom(usualView).bringUp(80)).toEqual(usualView);
});
