import { useMemo } from 'react';
import { comparedFigureName } from '../../../findings/copy/token.ts';
import { bound, compareTokens } from '../../../findings/token/compare.ts';
import { percent, short } from '../../../format.ts';
import type { TokenFigures } from '../../../worker/api.ts';
import styles from '../findings.module.css';
import { t } from '../../../strings/sharing/t.ts';

/** More rows would hide what matters. Those that are furthest apart come first. */
const maxRows = 8;

interface Props {
  /** Of equal numbers of layers. */
  tokens: [TokenFigures, TokenFigures];
  /** What the two sides are called. */
  sides: [string, string];
}

/** The figures of two tokens that are furthest apart. */
export function FurthestApart({ tokens: [recorded, here], sides }: Props) {
  const { figures, differing } = useMemo(() => compareTokens(recorded, here), [recorded, here]);
  const worst = figures.toSorted((a, b) => b.difference - a.difference).slice(0, maxRows);
  return (
    <>
      <table className={`${styles.facts} ${styles.figures}`}>
        <caption>{t('largestDifferences')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('figure')}</th>
            <th scope="col">{sides[0]}</th>
            <th scope="col">{sides[1]}</th>
            <th scope="col">{t('difference')}</th>
          </tr>
        </thead>
        <tbody>
          {worst.map((one) => (
            <tr key={comparedFigureName(one)} data-differs={one.difference > bound || undefined}>
              <th scope="row">{comparedFigureName(one)}</th>
              <td>{short(one.recorded)}</td>
              <td>{short(one.here)}</td>
              <td>{one.difference === 0 ? '0' : `${short(100 * one.difference)}%`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>
        {t('figuresCompared', { all: figures.length, differing: differing.length, bound: percent(bound) })}
      </p>
    </>
  );
}
