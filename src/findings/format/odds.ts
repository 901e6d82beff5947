/** How likely a token was, and the answer that it is part of, as they are read from a file. */
import * as v from 'valibot';
import { clipped } from '../../format.ts';
import type { AnsweredToken, AnswerOdds } from '../../worker/api.ts';
import { tintSchema, type Tint, type TintedBy } from '../token/tint.ts';
import { text, whole } from './fields.ts';
import { real } from './real.ts';
import { counted } from './report_fields.ts';

/** Of the answer, around the token: more than a picture has room for. */
export const maxAnswer = 1000;

const share = v.strictObject({ before: real, after: real });

/** Before and after penalty, temperature and cuts. Without the conversation there are no tokens, only figures. */
export const odds = v.strictObject({
  /** Null where the conversation is not shared. */
  name: v.nullable(text(200)),
  /** Null where the logit is not finite. */
  own: v.nullable(v.strictObject({ ...share.entries, rank: counted })),
  /** In nats. */
  entropy: share,
  /** How many tokens were left to sample from. */
  kept: counted,
  likeliest: v.pipe(v.array(v.strictObject({ ...share.entries, name: text(200) })), v.maxLength(10)),
  answer: v.nullable(
    v.pipe(
      v.strictObject({
        tint: tintSchema,
        /** The place of the token among these. */
        at: whole(maxAnswer - 1),
        tokens: v.pipe(
          v.array(
            v.strictObject({
              text: text(200),
              probability: v.nullable(real),
              entropy: real,
              /** By the other kernel set; null where that did not run. */
              other: v.nullable(real),
            }),
          ),
          v.maxLength(maxAnswer),
        ),
      }),
      v.check(({ at, tokens }) => at < tokens.length, 'must have the token'),
    ),
  ),
});
export type RecordedOdds = v.InferOutput<typeof odds>;
export type RecordedAnswer = NonNullable<RecordedOdds['answer']>;

/** A token of an answer as the inspector shows it. */
export interface SeenOdds {
  odds: AnswerOdds;
  /** The same tokens by the other kernel set, where that ran. */
  other: AnswerOdds | null;
  at: number;
  tint: Tint;
}

/** What the tint of the token at `at` goes by. */
export function tintedBy(token: AnsweredToken, other: AnsweredToken | undefined): TintedBy {
  return {
    probability: token.own?.before ?? null,
    other: other?.own?.before ?? null,
    entropy: token.entropy.before,
  };
}

const short = (name: string) => clipped(name, 200);

/** As it is stored. Names of tokens are text of the conversation: they are left out unless it is `shown`. */
export function recordedOdds({ odds: { tokens }, other, at, tint }: SeenOdds, shown: boolean): RecordedOdds {
  const { name, own, entropy, kept, likeliest } = tokens[at]!;
  const figures = { own: own && { before: own.before, after: own.after, rank: own.rank }, entropy, kept };
  if (!shown) return { name: null, ...figures, likeliest: [], answer: null };
  const said = tokens.filter(({ id }) => id !== null);
  const from = Math.max(0, Math.min(at - maxAnswer / 2, said.length - maxAnswer));
  return {
    name: short(name),
    ...figures,
    likeliest: likeliest.map(({ name, before, after }) => ({ name: short(name), before, after })),
    answer: {
      tint,
      at: at - from,
      tokens: said.slice(from, from + maxAnswer).map((token, place) => ({
        text: short(token.text || token.name),
        ...tintedBy(token, other?.tokens[from + place]),
      })),
    },
  };
}
