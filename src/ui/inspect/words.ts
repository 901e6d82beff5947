import { count, percent, short } from '../../format.ts';
import type { AnsweredToken } from '../../worker/api.ts';
import { t } from '../../strings/inspect/t.ts';

/** A probability: `87.3%`, `0.42%`, `3.1e-6`. */
export function probability(share: number): string {
  return share >= 0.0001 || share === 0 ? percent(share) : short(share);
}

/** A token as it is shown: spaces and line ends are visible. */
export function visible(name: string): string {
  return name.replaceAll(' ', '␣').replaceAll('\n', '⏎').replaceAll('\t', '⇥');
}

/** What came, how likely it was and what would have been likelier, in a sentence. */
export function verdict({ id, name, own, likeliest }: AnsweredToken): string {
  const [best] = likeliest;
  if (!best) return t('notFinite');
  const likely = { best: visible(best.name), bestShare: probability(best.before) };
  if (id === null) return t('afterLastBest', { best: likely.best, share: likely.bestShare });
  const token = visible(name);
  if (!own) return t('ownNotFinite', { token });
  const share = probability(own.before);
  if (own.rank === 1) return t('first', { token, share });
  return t('ranked', { token, rank: count(own.rank), share, ...likely });
}

/** The figures of a token as Markdown. */
export function asMarkdown(token: AnsweredToken): string {
  const { entropy, likeliest, kept } = token;
  const rows = likeliest.map(
    ({ id, name, logit, before, after }) => `| \`${visible(name)}\` | ${id} | ${logit} | ${before} | ${after} |`,
  );
  return [
    verdict(token),
    '',
    t('entropyText', { before: entropy.before, after: entropy.after, kept }),
    '',
    `| ${t('token')} | ${t('id')} | ${t('logit')} | ${t('before')} | ${t('after')} |`,
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
