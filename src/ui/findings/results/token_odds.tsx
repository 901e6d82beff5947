import type { CSSProperties } from 'react';
import { entropyInWords, probability, visible } from '../../../findings/copy/odds.ts';
import type { RecordedAnswer, RecordedOdds } from '../../../findings/format/odds.ts';
import { shadeOf, tintCaption } from '../../../findings/token/tint.ts';
import styles from './token_odds.module.css';
import { t } from '../../../strings/inspect/t.ts';

const placed = <T,>(all: readonly T[]) => all.map((one, place) => ({ ...one, place }));

/** How likely a token was as it was recorded, in its answer where that is shared. */
export function TokenOdds({ odds }: { odds: RecordedOdds }) {
  const { name: own, likeliest, answer } = odds;
  return (
    <div className={styles.odds}>
      {answer && <TintedAnswer answer={answer} />}
      <p>{t('entropyIs', { entropy: entropyInWords(odds) })}</p>
      {likeliest.length > 0 && (
        <table aria-label={t('recordedLikeliest')}>
          <thead>
            <tr>
              <th scope="col">{t('token')}</th>
              <th scope="col">{t('before')}</th>
              <th scope="col">{t('after')}</th>
            </tr>
          </thead>
          <tbody>
            {placed(likeliest).map(({ name, before, after, place }) => (
              <tr key={place}>
                <th scope="row">
                  <code>{visible(name)}</code> {name === own && <small>{t('came')}</small>}
                </th>
                <td>{probability(before)}</td>
                <td>{after === 0 ? t('cut') : probability(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function TintedAnswer({ answer: { tint, at, tokens } }: { answer: RecordedAnswer }) {
  return (
    <figure>
      <figcaption>{tintCaption(tint)}</figcaption>
      <div
        className={styles.answer}
        data-tint={tint}
        dir="auto"
        role="group"
        aria-label={t('answerTokens')}
        tabIndex={0}
      >
        {placed(tokens).map(({ place, ...token }) => (
          <span
            key={place}
            aria-current={place === at || undefined}
            style={{ '--shade': `${Math.round(70 * shadeOf(tint, token))}%` } as CSSProperties}
          >
            {token.text}
          </span>
        ))}
      </div>
    </figure>
  );
}
