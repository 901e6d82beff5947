import type { CSSProperties } from 'react';
import { entropyInWords, probability, visible } from '../../../findings/copy/odds.ts';
import type { RecordedAnswer, RecordedOdds } from '../../../findings/format/odds.ts';
import { scaleEnds, shadeOf, tintTexts } from '../../../findings/token/tint.ts';
import styles from './token_odds.module.css';

const placed = <T,>(all: readonly T[]) => all.map((one, place) => ({ ...one, place }));

/** How likely a token was as it was recorded, in its answer where that is shared. */
export function TokenOdds({ odds }: { odds: RecordedOdds }) {
  const { name: own, likeliest, answer } = odds;
  return (
    <div className={styles.odds}>
      {answer && <TintedAnswer answer={answer} />}
      <p>Entropy: {entropyInWords(odds)}.</p>
      {likeliest.length > 0 && (
        <table aria-label="The likeliest tokens, as recorded">
          <thead>
            <tr>
              <th scope="col">token</th>
              <th scope="col">before</th>
              <th scope="col">after</th>
            </tr>
          </thead>
          <tbody>
            {placed(likeliest).map(({ name, before, after, place }) => (
              <tr key={place}>
                <th scope="row">
                  <code>{visible(name)}</code> {name === own && <small>came</small>}
                </th>
                <td>{probability(before)}</td>
                <td>{after === 0 ? 'cut' : probability(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function TintedAnswer({ answer: { tint, at, tokens } }: { answer: RecordedAnswer }) {
  const caption = tint === 'none' ? '' : `, tinted ${tintTexts[tint]} from ${scaleEnds[tint].join(' to ')}`;
  return (
    <figure>
      <figcaption>The answer{caption}</figcaption>
      <div
        className={styles.answer}
        data-tint={tint}
        dir="auto"
        role="group"
        aria-label="Tokens of the answer"
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
