import { refuse } from '../result.ts';

export interface SamplingSettings {
  /** 0 is greedy. */
  temperature: number;
  /** 0 is off. */
  topK: number;
  /** 1 is off. */
  topP: number;
  /** 0 is off. */
  minP: number;
  /** 1 is off. */
  repetitionPenalty: number;
  /** An unsigned 32-bit integer. */
  seed: number;
}

/** The most likely token every time, and no penalty. */
export const greedySettings: SamplingSettings = {
  temperature: 0,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  seed: 0,
};

const allowed: Record<keyof SamplingSettings, { holds: (value: number) => boolean; rule: string }> = {
  temperature: { holds: (t) => t >= 0 && t < Infinity, rule: 'it must be 0, which is greedy, or more' },
  topK: { holds: (k) => Number.isSafeInteger(k) && k >= 0, rule: 'it must be a whole number, 0 for off' },
  topP: { holds: (p) => p > 0 && p <= 1, rule: 'it must be above 0 and at most 1, which is off' },
  minP: { holds: (p) => p >= 0 && p <= 1, rule: 'it must be from 0, which is off, to 1' },
  repetitionPenalty: { holds: (r) => r > 0 && r < Infinity, rule: 'it must be above 0; 1 is off' },
  seed: { holds: (s) => s >>> 0 === s, rule: 'it must be a whole number from 0 to 4294967295' },
};

/** Refuses (`bad-request`) the first setting that is out of range. */
export function checkSettings(settings: SamplingSettings): void {
  for (const [name, { holds, rule }] of Object.entries(allowed)) {
    const value = settings[name as keyof SamplingSettings];
    if (!holds(value)) refuse('bad-request', `The sampling setting ${name} is ${String(value)}; ${rule}`);
  }
}
