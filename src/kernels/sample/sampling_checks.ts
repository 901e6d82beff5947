import type { Gpu } from '../../gpu/device.ts';
import { uniform } from '../../model/sampling/random.ts';
import { sample } from '../../model/sampling/sampler.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import { distance, oddsOf } from './oracle.ts';
import { GivenLogits } from '../../model/sampling/given_logits.ts';
import type { Random } from '../checking/random.ts';

/** Samples from one set of logits under one set of settings. */
export interface SamplesResult {
  shape: string;
  samples: number;
  /** How many are the very ids of the float64 sampler. */
  equal: number;
  /** The largest distance of the random number from what the sampled id has of [0, 1), and how far rounding may put it. */
  error: number;
  bound: number;
}

const samplesEach = 5;

export async function checkSamples(gpu: Gpu, random: Random, width: number): Promise<SamplesResult> {
  const scale = random.integer(1, 20);
  const logits = spoiled(random, random.normals(width, scale));
  const settings = someSettings(random, width);
  const context = Array.from({ length: random.integer(1, 40) }, () => random.integer(0, width - 1));
  if (settings.repetitionPenalty !== 1) context.push(indexOfLargest(logits));
  const mask = random.next() < 0.5 ? someMask(random, logits) : null;
  // What is not permitted is as if the model had ruled it out.
  const permitted = logits.map((logit, id) => (mask === null || isIn(mask, id) ? logit : -Infinity));
  const first = random.integer(0, 1000);
  const steps = Array.from({ length: samplesEach }, (_, n) => first + n);
  const sampled = await GivenLogits.with(gpu, width, samplesEach, (given) =>
    given.run(logits, settings, context, steps, mask),
  );
  const among = mask ? `${permitted.filter((logit) => logit > -Infinity).length} permitted, ` : '';
  const result = { shape: `${width} of ${scale}, ${among}${JSON.stringify(settings)}`, samples: samplesEach, equal: 0 };
  let worst = { error: 0, bound: 0 };
  sampled.forEach((id, n) => {
    const equal = sample(logits, settings, context, steps[n]!, mask) === id;
    if (equal) result.equal += 1;
    else if (settings.temperature === 0) worst = { error: Infinity, bound: 0 };
    // The first of every set is also judged where it is equal, which holds the judge to the sampler.
    if (settings.temperature > 0 && (n === 0 || !equal)) {
      const odds = oddsOf(permitted, settings, context);
      const error = distance(odds, id, uniform(settings.seed, steps[n]!));
      if (error - odds.tolerance >= worst.error - worst.bound) worst = { error, bound: odds.tolerance };
    }
    context.push(id);
  });
  return { ...result, ...worst };
}

/** Chi-square of `samples` samples by the steps 0, 1, … against the exact probabilities, and its degrees of freedom. */
export async function checkDistribution(gpu: Gpu, samples: number) {
  const width = 41;
  const logits = Float32Array.from({ length: width }, (_, id) => 4 * (uniform(3, id) + uniform(4, id) - 1));
  const settings = { temperature: 1.3, topK: 30, topP: 0.97, minP: 0.02, repetitionPenalty: 1, seed: 12_345 };
  const steps = Array.from({ length: samples }, (_, step) => step);
  const sampled = await GivenLogits.with(gpu, width, samples, (each) => each.run(logits, settings, [], steps));
  const { tokens, total } = oddsOf(logits, settings, []);
  const candidates = tokens.filter((token) => token.candidate);
  const counts = new Map(candidates.map(({ id }) => [id, 0]));
  for (const id of sampled) counts.set(id, (counts.get(id) ?? Infinity) + 1);
  const chiSquare = [...counts].reduce((sum, [id, count]) => {
    const expected = (samples * tokens[id]!.weight) / total;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  return { chiSquare, freedom: candidates.length - 1 };
}

/** Ties, infinities, NaN, both zeros: what a sampler has to distinguish. At least one logit stays finite. */
function spoiled(random: Random, logits: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  if (random.next() < 0.3) for (let id = 0; id < logits.length; id++) logits[id] = Math.round(4 * logits[id]!) / 4;
  if (random.next() < 0.2) logits.fill(random.next() < 0.5 ? 0 : -1.5);
  const keep = random.integer(0, logits.length - 1);
  for (const value of [NaN, Infinity, -Infinity, 0, -0]) {
    const id = random.integer(0, logits.length - 1);
    if (id !== keep && random.next() < 0.6) logits[id] = value;
  }
  return logits;
}

/** Some ids, one alone, or the first or last alone, of which one at least has a finite logit. */
function someMask(random: Random, logits: Float32Array): Uint32Array<ArrayBuffer> {
  const mask = new Uint32Array(Math.ceil(logits.length / 32));
  const permit = (id: number) => (mask[id >>> 5]! |= 1 << (id & 31));
  const finite = Array.from(logits.keys()).filter((id) => Number.isFinite(logits[id]));
  const kind = random.next();
  if (kind < 0.15) permit(finite[0]!);
  else if (kind < 0.3) permit(finite.at(-1)!);
  else permit(random.pick(finite));
  const share = kind < 0.45 ? 0 : random.next() ** 4;
  for (let id = 0; id < logits.length; id += 1) if (random.next() < share) permit(id);
  return mask;
}

function isIn(mask: Uint32Array, id: number): boolean {
  return (mask[id >>> 5]! & (1 << (id & 31))) !== 0;
}

function someSettings(random: Random, width: number): SamplingSettings {
  const either = (share: number, some: () => number, otherwise: number) => (random.next() < share ? some() : otherwise);
  return {
    temperature: either(0.85, () => someTemperature(random), 0),
    topK: either(0.5, () => random.integer(1, random.next() < 0.5 ? 40 : width + 5), 0),
    topP: either(0.5, () => 1 - 10 ** (-random.next() * 4), 1),
    minP: either(0.3, () => random.next() ** 4, 0),
    repetitionPenalty: either(0.4, () => 0.8 + random.next(), 1),
    seed: Math.floor(random.next() * 2 ** 32),
  };
}

/** From 0.06 to 6, and now and then one that f32 cannot hold or that makes all tokens alike. */
function someTemperature(random: Random): number {
  if (random.next() < 0.05) return [1e-300, 1e-6, 1e6, 1e300][random.integer(0, 3)]!;
  return 10 ** (random.next() * 2 - 1.2);
}

function indexOfLargest(logits: Float32Array): number {
  return logits.reduce((best, logit, id) => (Number.isFinite(logit) && !(logit <= logits[best]!) ? id : best), 0);
}
