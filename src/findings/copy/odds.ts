/** What is said of a token's odds. */
import { count, percent, short } from '../../format.ts';
import type { AnsweredToken } from '../../worker/api.ts';
import type { RecordedOdds } from '../format/odds.ts';

/** A probability: `87.3%`, `0.42%`, `3.1e-6`. */
export function probability(share: number): string {
  return share >= 0.0001 || share === 0 ? percent(share) : short(share);
}

/** A token as it is shown: spaces and line ends are visible. */
export function visible(name: string): string {
  return name.replaceAll(' ', '␣').replaceAll('\n', '⏎').replaceAll('\t', '⇥');
}

interface Told {
  name: string;
  own: { rank: number; before: number } | null;
  likeliest: readonly { name: string; before: number }[];
}

/** What came, how likely it was and what would have been likelier, in a sentence. */
export function verdict({ name, own, likeliest }: Told): string {
  const [best] = likeliest;
  if (!best) return 'No logit here is finite: the lab finds the step that is wrong.';
  if (!own) return `The logit of ${visible(name)} is not finite: the lab finds the step that is wrong.`;
  if (own.rank === 1) return `${visible(name)} was the likeliest token: ${probability(own.before)}.`;
  return `${visible(name)} was number ${count(own.rank)}, with ${probability(own.before)}; ${visible(best.name)} was likelier, with ${probability(best.before)}.`;
}

/** The same of a token of an answer, and of what might have come behind the last. */
export function tokenVerdict(token: AnsweredToken): string {
  const [best] = token.likeliest;
  if (token.id !== null || !best) return verdict(token);
  return `Behind the last token, ${visible(best.name)} was the likeliest: ${probability(best.before)}.`;
}

/** The same of a finding, which may have figures alone. */
export function oddsHeadline({ name, own, likeliest }: RecordedOdds): string {
  if (name !== null) return verdict({ name, own, likeliest }).replace(/\.$/, '');
  if (!own) return 'The logit of the token is not finite';
  return `The token was number ${count(own.rank)}, with ${probability(own.before)}`;
}

/** `1.2 nats, 0.25 after the cuts, which left 4 tokens`. */
export function entropyInWords({ entropy, kept }: Pick<AnsweredToken, 'entropy' | 'kept'>): string {
  return `${short(entropy.before)} nats, ${short(entropy.after)} after the cuts, which left ${count(kept)} ${kept === 1 ? 'token' : 'tokens'}`;
}

/** The figures of a token as Markdown. */
export function asMarkdown(token: AnsweredToken): string {
  const { entropy, likeliest, kept } = token;
  const rows = likeliest.map(
    ({ id, name, logit, before, after }) => `| \`${visible(name)}\` | ${id} | ${logit} | ${before} | ${after} |`,
  );
  return [
    tokenVerdict(token),
    '',
    `Entropy: ${entropy.before} nats, ${entropy.after} after the cuts, which left ${kept} tokens.`,
    '',
    '| token | id | logit | before | after |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
