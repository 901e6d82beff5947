import { greedySettings, type SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import { samplingParams } from '../../model/sampling/sampling_params.ts';
import { watching, type KernelChecks } from '../checking/kernel_check.ts';
import type { Check } from '../checking/check.ts';
import type { Random } from '../checking/random.ts';
import { oddsOf, type Odds } from '../sample/oracle.ts';
import { maskWords } from '../sample/permit.ts';
import { packSamplingParams } from '../sample/sample.ts';
import { attentionScoresCheck } from './attention_scores_checks.ts';
import { likeliest, none, oddsWords, readTokenOdds, recordTokenOdds, type PositionOdds } from './token_odds.ts';

/** What f32 sums of up to 151,936 weights hold, in two levels. The worst of 66 shapes on Chromium 156's CPU adapter was 7.5e-7. */
const bound = 2e-6;

/** The vocabulary of Qwen3. */
const published = 151_936;

/** Random logits and settings, ties and values that are not finite among them, and contexts that a penalty sees differently. */
const tokenOddsCheck: Check<{ tokens: number; width: number }> = {
  formats: [],
  sample: (random) =>
    random.next() < 0.1
      ? { tokens: 1, width: published }
      : { tokens: random.integer(1, 5), width: random.odd(1, 10 ** random.integer(1, 4)) },
  inModel: ({ vocabulary }) => ({ tokens: 16, width: vocabulary }),
  build(rig, { tokens, width }, random) {
    const start = random.integer(0, 7);
    const logits = spoiled(random, random.normals(tokens * width, random.integer(1, 8)), width);
    const settings = someSettings(random, width);
    const ids = Array.from({ length: start + tokens }, () => random.integer(0, width - 1));
    // Nothing comes after the last.
    const next = [...ids.slice(1), none];
    const firstSeen = Array.from({ length: width }, () => none);
    ids.forEach((id, position) => (firstSeen[id] = Math.min(firstSeen[id]!, position)));
    const everyMask = random.next() < 0.5;
    // The first logit of a row is finite.
    const masks = Array.from({ length: everyMask ? tokens : 1 }, () =>
      someMask(random, width, everyMask ? random.next() : 1),
    );
    const figures = rig.output(tokens * oddsWords, oddsWords);
    const input = rig.input(logits, width);
    const sampling = rig.ids([...packSamplingParams(samplingParams(settings, width))]);
    const seen = rig.ids(firstSeen);
    const after = rig.ids(next);
    const mask = rig.ids(masks.flatMap((each) => [...each]));
    return {
      words: JSON.stringify(settings),
      batch: { start, tokens },
      bytes: 4 * tokens * (width + oddsWords),
      plan: (recorder, batch) =>
        recordTokenOdds(
          recorder,
          {
            batch,
            logits: input,
            sampling,
            firstSeen: seen,
            next: after,
            mask,
            everyMask,
            figures: figures.binding.buffer,
          },
          rig.tuning,
        ),
      judge: async () => {
        const rows = readTokenOdds((await rig.read(figures)).buffer, tokens);
        const errors = rows.map((row, n) => {
          const own = logits.subarray(n * width, (n + 1) * width);
          const position = start + n;
          const permitted = masks[everyMask ? n : 0]!;
          return worst(row, own, next[position]!, settings, ids.slice(0, position + 1), permitted);
        });
        return { error: Math.max(...errors), floor: 0, bound };
      },
    };
  },
};

/** The largest error of a row beyond what the settings make ambiguous: of probabilities absolute, of entropies in nats. */
function worst(
  row: PositionOdds,
  logits: Float32Array,
  asked: number,
  settings: SamplingSettings,
  context: readonly number[],
  mask: Uint32Array,
): number {
  const plain = oddsOf(logits, { ...greedySettings, temperature: 1 }, []);
  const ranked = plain.tokens.toSorted((a, b) => b.score - a.score || a.id - b.id);
  const listed = ranked.slice(0, likeliest);
  if (row.likeliest.map(({ id }) => id).join() !== listed.map(({ id }) => id).join()) return Infinity;
  const rank = ranked.findIndex(({ id }) => id === asked) + 1;
  if ((row.own?.rank ?? 0) !== rank) return Infinity;
  const isPermitted = (id: number) => (mask[id >>> 5]! & (1 << (id & 31))) !== 0;
  const cut = oddsAfter(
    logits.map((logit, id) => (isPermitted(id) ? logit : -Infinity)),
    settings,
    context,
  );
  const errors = [...row.likeliest, ...(row.own ? [{ ...row.own, id: asked }] : [])].map(
    ({ id, logit, before, after }) =>
      Object.is(logit, logits[id])
        ? Math.max(Math.abs(before - shareOf(plain, id)), errorAfter(cut, id, after))
        : Infinity,
  );
  const doubtful = cut.tokens.filter(({ ambiguous }) => ambiguous).length;
  const kept = cut.tokens.filter(({ candidate }) => candidate).length;
  if (Math.abs(row.kept - kept) > doubtful) return Infinity;
  const entropies = [Math.abs(row.entropy.before - entropyOf(plain)) / Math.max(1, entropyOf(plain))];
  // A token more or less changes the entropy by about its share; where rounding decides about one, nothing is known.
  if (doubtful === 0) entropies.push(Math.abs(row.entropy.after - entropyOf(cut)) / Math.max(1, entropyOf(cut)));
  return Math.max(...errors, ...entropies);
}

/** Greedy sampling keeps the best alone. */
function oddsAfter(logits: Float32Array, settings: SamplingSettings, context: readonly number[]): Odds {
  if (settings.temperature > 0) return oddsOf(logits, settings, context);
  const all = oddsOf(logits, { ...settings, temperature: 1, topK: 0, topP: 1, minP: 0 }, context);
  const best = all.tokens.reduce((a, b) => (b.score > a.score ? b : a));
  const tokens = all.tokens.map((token) => ({
    ...token,
    weight: token === best ? 1 : 0,
    candidate: token === best,
    ambiguous: token !== best && best.score - token.score <= best.scoreError + token.scoreError,
  }));
  return { tokens, total: 1, tolerance: 0 };
}

function errorAfter({ tokens, total, tolerance }: Odds, id: number, after: number): number {
  const token = tokens.find((each) => each.id === id);
  if (!token) return after;
  const share = token.candidate ? token.weight / total : 0;
  const possible = token.ambiguous ? [0, token.weight / total, share] : [share];
  const slack = tokens.some(({ ambiguous }) => ambiguous) ? tolerance : share * token.weightError;
  return Math.max(0, Math.min(...possible.map((each) => Math.abs(after - each))) - slack);
}

function shareOf({ tokens, total }: Odds, id: number): number {
  return tokens.find((token) => token.id === id)!.weight / total;
}

function entropyOf({ tokens, total }: Odds): number {
  const shares = tokens.flatMap(({ weight, candidate }) => (candidate && weight > 0 ? [weight / total] : []));
  return shares.reduce((sum, share) => sum - share * Math.log(share), 0);
}

/** At least the first id is permitted. */
function someMask(random: Random, width: number, share: number): Uint32Array {
  const mask = new Uint32Array(maskWords(width));
  for (let id = 0; id < width; id++) if (id === 0 || random.next() < share) mask[id >>> 5]! |= 1 << (id & 31);
  return mask;
}

/** At least the first logit of each row stays finite. */
function spoiled(random: Random, logits: Float32Array<ArrayBuffer>, width: number): Float32Array<ArrayBuffer> {
  if (random.next() < 0.3) for (let at = 0; at < logits.length; at++) logits[at] = Math.round(2 * logits[at]!) / 2;
  for (let n = 0; n < logits.length / 20; n++) {
    const at = random.integer(0, logits.length - 1);
    if (at % width > 0) logits[at] = random.pick([Number.NaN, Infinity, -Infinity, 0, -0]);
  }
  return logits;
}

function someSettings(random: Random, width: number): SamplingSettings {
  const maybe = (some: number, otherwise: number) => (random.next() < 0.5 ? some : otherwise);
  return {
    temperature: random.next() < 0.15 ? 0 : 0.3 + 2 * random.next(),
    topK: maybe(random.integer(1, maybe(40, width + 5)), 0),
    topP: maybe(1 - 10 ** (-3 * random.next()), 1),
    minP: maybe(random.next() ** 4, 0),
    repetitionPenalty: maybe(0.8 + random.next(), 1),
    seed: 0,
  };
}

export const checks: KernelChecks = {
  attention_scores: watching(attentionScoresCheck),
  token_odds: watching(tokenOddsCheck),
};
