import { count, percent, short } from '../../format.ts';
import type { AnsweredToken } from '../../worker/api.ts';

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
  if (!best) return 'No logit here is finite: the lab finds the step that is wrong.';
  if (id === null)
    return `Behind the last token, ${visible(best.name)} was the likeliest: ${probability(best.before)}.`;
  if (!own) return `The logit of ${visible(name)} is not finite: the lab finds the step that is wrong.`;
  if (own.rank === 1) return `${visible(name)} was the likeliest token: ${probability(own.before)}.`;
  return `${visible(name)} was number ${count(own.rank)}, with ${probability(own.before)}; ${visible(best.name)} was likelier, with ${probability(best.before)}.`;
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
    `Entropy: ${entropy.before} nats, ${entropy.after} after the cuts, which left ${kept} tokens.`,
    '',
    '| token | id | logit | before | after |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
