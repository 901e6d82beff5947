import type { SamplingSettings } from '../../src/worker/api.ts';

/** What answers are made of. */
export const vocabulary = [
  'apple',
  'brook',
  'cloud',
  'delta',
  'ember',
  'fjord',
  'grove',
  'heron',
  'inlet',
  'jetty',
  'knoll',
  'larch',
];

/** Ids from here on are words; those below, the places of an answer. */
const firstWord = 1000;

/** The id of a word that is taken in place of another. */
export function candidate(word: string): number {
  return firstWord + vocabulary.indexOf(word);
}

/** The words of an answer one by one. They depend on the prompt and, unless sampling is greedy, on the seed. */
export function wordsOf(
  prompt: readonly number[],
  { temperature, seed }: Pick<SamplingSettings, 'temperature' | 'seed'>,
): (id: number) => string {
  let state = prompt.reduce((sum, id) => (Math.imul(sum, 31) + id) >>> 0, temperature > 0 ? seed : 0);
  return (id) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return vocabulary[id >= firstWord ? id - firstWord : (state >>> 16) % vocabulary.length]!;
  };
}
