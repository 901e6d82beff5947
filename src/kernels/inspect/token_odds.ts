import type { Recorder } from '../../gpu/recording.ts';
import tokenOdds from '../../../shaders/inspect/token_odds.wgsl';
import { teamLanes, type AdapterTraits } from '../adapter_traits.ts';
import { sourceOf } from '../compose.ts';
import { maskWords } from '../sample/permit.ts';
import type { Activation } from '../operands.ts';

/** Invocations per workgroup. A workgroup takes a row of logits. Without subgroups, sums of 1,024 would not fit its memory. */
export function tokenOddsSize({ isCpu, maxGroupSize, subgroupLanes }: AdapterTraits): number {
  if (isCpu) return 4;
  return maxGroupSize >= 1024 && subgroupLanes > 1 ? 1024 : 256;
}

/** u32 values of a row's figures: eight, then three for each of the likeliest. */
export const oddsWords = 38;
const [ownWords, likeliestWords] = [8, 3];

/** How many of the likeliest tokens are reported. */
export const likeliest = 10;

/** A token that might have come. Probabilities are before and after penalty, temperature and cuts; 0 for what is cut. */
export interface TokenOdds {
  id: number;
  /** As the model computed it. */
  logit: number;
  before: number;
  after: number;
}

/** What the logits of one position say about the token after it. */
export interface PositionOdds {
  /** The token that came. `rank` is 1 for the likeliest, before anything is cut; null where none came, or its logit is not finite. */
  own: (Omit<TokenOdds, 'id'> & { rank: number }) | null;
  /** The likeliest by the logits as they are, lower ids first among equals. */
  likeliest: TokenOdds[];
  /** In nats. */
  entropy: { before: number; after: number };
  /** How many tokens were left to sample from. */
  kept: number;
}

export interface TokenOddsOperands {
  batch: GPUBuffer;
  /** Of every token of the batch. */
  logits: Activation;
  /** What `packSamplingParams` makes. */
  sampling: GPUBuffer;
  /** u32 [vocabulary]: the first position that has an id, 2^32 - 1 for none. */
  firstSeen: GPUBuffer;
  /** u32 [positions]: the id after each position, 2^32 - 1 for none. */
  next: GPUBuffer;
  /** A bit for every id that may be sampled: one mask for all rows, or `everyMask` for one a row. */
  mask: GPUBuffer;
  everyMask: boolean;
  /** u32 [tokens, {@link oddsWords}] */
  figures: GPUBuffer;
}

/** Records one dispatch. Vocabularies are below 2^24. */
export function recordTokenOdds(
  recorder: Recorder<unknown>,
  { batch, logits, sampling, firstSeen, next, mask, everyMask, figures }: TokenOddsOperands,
  tuning: AdapterTraits & { tokenOdds: number },
): void {
  recorder.dispatch(
    sourceOf(tokenOdds, { group_size: tuning.tokenOdds, ...teamLanes(tuning.tokenOdds, tuning) }, tuning.choices),
    { batch, logits: logits.binding, sampling, first_seen: firstSeen, next, mask, figures },
    { width: logits.width, mask_words: everyMask ? maskWords(logits.width) : 0 },
    { x: { rows: { perToken: 1 }, each: 1 }, y: 1 },
  );
}

/** Reads the figures of `rows` rows. What no finite logit supports is NaN, and not listed. */
export function readTokenOdds(bytes: ArrayBuffer, rows: number): PositionOdds[] {
  const words = new Uint32Array(bytes);
  const floats = new Float32Array(bytes);
  return Array.from({ length: rows }, (_, row) => {
    const at = row * oddsWords;
    const [massBefore, massAfter] = [floats[at]!, floats[at + 2]!];
    const top = floats[at + ownWords + 1]!;
    const shares = (logit: number, weight: number) => ({
      before: Math.exp(logit - top) / massBefore,
      after: weight / massAfter,
    });
    const rank = words[at + 7]!;
    const [logit, weight] = [floats[at + 5]!, floats[at + 6]!];
    const listed = Array.from({ length: likeliest }, (_, n) => at + ownWords + likeliestWords * n);
    return {
      own: rank === 0 ? null : { logit, rank, ...shares(logit, weight) },
      likeliest: listed
        .filter((from) => words[from] !== none)
        .map((from) => ({
          id: words[from]!,
          logit: floats[from + 1]!,
          ...shares(floats[from + 1]!, floats[from + 2]!),
        })),
      entropy: { before: floats[at + 1]!, after: floats[at + 3]! },
      kept: words[at + 4]!,
    };
  });
}

/** Stands for no token. */
export const none = 0xffff_ffff;
