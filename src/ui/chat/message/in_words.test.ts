import { expect, test } from 'vitest';
import { greedySettings } from '../../../vocabulary/sampling_settings.ts';
import { samplingInWords, speculationInWords } from './in_words.ts';

test('speculation: how often it was right, and how much faster it made the answer', () => {
  const speculation = { proposed: 1200, accepted: 960, gainMs: 240 };
  expect(speculationInWords(speculation, 400)).toBe('960 of 1,200 draft tokens accepted, 1.6× as fast');
});

test('sampling: only what is not off', () => {
  expect(samplingInWords(greedySettings)).toBe('greedy');
  const sampled = { ...greedySettings, repetitionPenalty: 1.1, temperature: 0.6, topK: 20, topP: 0.95 };
  expect(samplingInWords(sampled)).toBe('penalty 1.1, temperature 0.6, top-k 20, top-p 0.95');
});
