import { asMarkdown, probability, tokenVerdict } from '../../findings/copy/odds.ts';
import { tintedBy } from '../../findings/format/odds.ts';
import { difference, type Tint } from '../../findings/token/tint.ts';
import { CopyButton } from '../controls/copy_button.tsx';
import { count, short } from '../../format.ts';
import type { AnsweredToken, AnswerOdds } from '../../worker/api.ts';
import styles from './inspector.module.css';
import { LayersButtons } from './layers_buttons.tsx';
import { LikelyTable } from './likely_table.tsx';
import { t } from '../../strings/inspect/t.ts';

interface Props {
  odds: AnswerOdds;
  other: AnswerOdds | null;
  at: number;
  tint: Tint;
}

/** What is known of one token, and what might have come in its place. */
export function TokenDetails({ odds, other, at, tint }: Props) {
  const token = odds.tokens[at]!;
  return (
    <section className={styles.details} aria-label={t('chosen')}>
      <div className={styles.head}>
        <p role="status">{tokenVerdict(token)}</p>
        <CopyButton label={t('copyFigures')} text={() => asMarkdown(token)} />
      </div>
      <dl className={styles.figures}>
        {rowsOf(token, odds, other, at).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {token.likeliest.length > 0 && <LikelyTable token={token} />}
      {token.id !== null && (
        <div className={styles.foot}>
          <LayersButtons seen={{ odds, other, at, tint }} />
        </div>
      )}
    </section>
  );
}

function rowsOf(token: AnsweredToken, odds: AnswerOdds, other: AnswerOdds | null, at: number): [string, string][] {
  const { id, own, entropy, kept } = token;
  const beside = other?.tokens[at];
  const apart = difference(tintedBy(token, beside));
  return [
    [t('position'), count(odds.prompt.length + at)],
    ...(id === null ? [] : [[t('id'), String(id)] satisfies [string, string]]),
    ...(own
      ? ([
          [t('rank'), count(own.rank)],
          [t('before'), probability(own.before)],
          [t('after'), own.after === 0 ? t('cut') : probability(own.after)],
        ] satisfies [string, string][])
      : []),
    [t('entropyRow'), t('entropyValue', { before: short(entropy.before), after: short(entropy.after) })],
    [t('candidates'), count(kept)],
    ...(other && beside?.own && apart !== null
      ? ([
          [t('bySet', { set: other.set }), probability(beside.own.before)],
          [t('differenceRow'), t('nats', { value: short(apart) })],
        ] satisfies [string, string][])
      : []),
  ];
}
