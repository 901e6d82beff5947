/** What is said of a token's odds. */
import { count, percent, short } from '../../format.ts';
import type { AnsweredToken } from '../../worker/api.ts';
import type { RecordedOdds } from '../format/odds.ts';
import { t } from '../../strings/inspect/t.ts';

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
  if (!best) return t('notFinite');
  const token = visible(name);
  if (!own) return t('ownNotFinite', { token });
  const share = probability(own.before);
  if (own.rank === 1) return t('first', { token, share });
  return t('ranked', {
    token,
    rank: count(own.rank),
    share,
    best: visible(best.name),
    bestShare: probability(best.before),
  });
}

/** The same of a token of an answer, and of what might have come behind the last. */
export function tokenVerdict(token: AnsweredToken): string {
  const [best] = token.likeliest;
  if (token.id !== null || !best) return verdict(token);
  return t('afterLastBest', { best: visible(best.name), share: probability(best.before) });
}

/** The same of a finding, which may have figures alone. */
export function oddsHeadline({ name, own, likeliest }: RecordedOdds): string {
  if (name !== null) return verdict({ name, own, likeliest }).replace(/[.。]$/, '');
  if (!own) return t('someNotFinite');
  return t('someRanked', { rank: count(own.rank), share: probability(own.before) });
}

/** `1.2 nats, 0.25 after the cuts, which left 4 tokens`. */
export function entropyInWords({ entropy, kept }: Pick<AnsweredToken, 'entropy' | 'kept'>): string {
  return t('entropyWords', { before: short(entropy.before), after: short(entropy.after), kept });
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
    t('entropyText', { before: entropy.before, after: entropy.after, kept }),
    '',
    `| ${t('token')} | ${t('id')} | ${t('logit')} | ${t('before')} | ${t('after')} |`,
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
