import { count, times } from '../../../format.ts';
import { t } from '../../../strings/answers/t.ts';
import type { SamplingSettings } from '../../../vocabulary/sampling_settings.ts';
import type { SpeculationFigures } from '../../../worker/api.ts';

/** What of `settings` is not off: `temperature 0.6, top-k 20`. */
export function samplingInWords(settings: Omit<SamplingSettings, 'seed'>): string {
  const { temperature, topK, topP, minP, repetitionPenalty } = settings;
  return [
    repetitionPenalty !== 1 && t('penalty', { value: repetitionPenalty }),
    temperature === 0 ? t('greedy') : t('temperature', { value: temperature }),
    topK > 0 && `top-k ${topK}`,
    topP < 1 && `top-p ${topP}`,
    minP > 0 && `min-p ${minP}`,
  ]
    .filter((part) => part !== false)
    .join(', ');
}

/** What speculation did to an answer: `96 of 120 draft tokens accepted, 1.6× as fast`. */
export function speculationInWords({ proposed, accepted, gainMs }: SpeculationFigures, decodeMs: number): string {
  return t('speculationOf', {
    accepted: count(accepted),
    proposed: count(proposed),
    times: times((decodeMs + gainMs) / decodeMs),
  });
}
