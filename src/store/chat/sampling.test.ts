import { expect, test } from 'vitest';
import { presets, publishedSampling, type Sampling } from './sampling.ts';

const own: Sampling = { temperature: 1, topK: 0, topP: 0.9, minP: 0.05, repetitionPenalty: 1.05 };
const greedy: Sampling = { ...own, temperature: 0 };

test.each<[string, Sampling | null, boolean, Sampling, Sampling]>([
  ['as Qwen3 does, on a hybrid', presets.thinking, true, presets.thinking, presets.plain],
  ['nothing, on a hybrid', null, true, presets.thinking, presets.plain],
  ['something else, on a hybrid', own, true, own, own],
  ['greedy decoding', greedy, true, greedy, greedy],
  ["Thinking-2507's", presets.thinking, false, presets.thinking, presets.thinking],
  ["Instruct-2507's", presets.plain, false, presets.plain, presets.plain],
  ['what no control could set', { ...own, temperature: 50 }, false, presets.thinking, presets.thinking],
])('a publisher recommends %s', (_, recommended, switchesThinking, thinking, direct) => {
  const model = { recommended, switchesThinking };
  expect(publishedSampling(model, true)).toEqual(thinking);
  expect(publishedSampling(model, false)).toEqual(direct);
});
