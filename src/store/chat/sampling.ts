import * as v from 'valibot';
import { greedySettings, type SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import type { CheckpointSummary } from '../../worker/api.ts';

const between = (low: number, high: number) => v.pipe(v.number(), v.minValue(low), v.maxValue(high));
export const whole = (low: number, high: number) => v.pipe(between(low, high), v.integer());

export const samplingSchema = v.object({
  temperature: between(0, 5),
  topK: whole(0, 1_000_000),
  topP: v.pipe(between(0, 1), v.gtValue(0)),
  minP: between(0, 1),
  repetitionPenalty: between(0.1, 10),
});

export type Sampling = Omit<SamplingSettings, 'seed'>;

const { seed: _, ...greedy } = greedySettings;

/** What Qwen3's model cards recommend with and without thinking, and greedy decoding. */
export const presets = {
  thinking: { temperature: 0.6, topK: 20, topP: 0.95, minP: 0, repetitionPenalty: 1 },
  plain: { temperature: 0.7, topK: 20, topP: 0.8, minP: 0, repetitionPenalty: 1 },
  greedy,
} satisfies Record<string, Sampling>;

export function isSameSampling(a: Sampling, b: Sampling): boolean {
  return (Object.keys(a) as (keyof Sampling)[]).every((key) => a[key] === b[key]);
}

/**
 * The sampling that is published for a model, and for an answer with or without thinking. A generation_config.json has one set only:
 * where it is the one with which Qwen3 thinks, the model cards have another for answers without. Without a model, or where nothing is
 * published that can be set here, Qwen3's own.
 */
export function publishedSampling(
  model: Pick<CheckpointSummary, 'recommended' | 'switchesThinking'> | null,
  thinking: boolean,
): Sampling {
  const own = v.is(samplingSchema, model?.recommended) ? model.recommended : presets.thinking;
  return model?.switchesThinking && !thinking && isSameSampling(own, presets.thinking) ? presets.plain : own;
}
