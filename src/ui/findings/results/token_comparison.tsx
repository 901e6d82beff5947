import { comparedFigureName } from '../../../findings/copy/token.ts';
import { useMemo, useState } from 'react';
import { percent, short } from '../../../format.ts';
import { bound, compareTokens } from '../../../findings/token/compare.ts';
import { chartedTokens, type ChartedToken } from '../../../findings/token/layer_chart.ts';
import type { Plot } from '../../../findings/token/plots.ts';
import type { TokenFigures } from '../../../worker/api.ts';
import styles from '../findings.module.css';
import { TokenChart } from './token_chart.tsx';
import { t } from '../../../strings/sharing/t.ts';

/** More rows would hide what matters. Those that are furthest apart come first. */
const maxRows = 8;

interface Props {
  /** Of equal numbers of layers. */
  tokens: [TokenFigures, TokenFigures];
  plot: Plot;
  /** What the two sides are called. */
  sides: [string, string];
}

/** Two tokens on one axis, and the figures that are furthest apart. */
export function TokenComparison({ tokens: [recorded, here], plot: shown, sides }: Props) {
  const [plot, setPlot] = useState(shown);
  const { figures, differing } = useMemo(() => compareTokens(recorded, here), [recorded, here]);
  const worst = figures.toSorted((a, b) => b.difference - a.difference).slice(0, maxRows);
  const tokens: ChartedToken[] = [
    { name: sides[1], look: here.set, figures: here },
    // The recorded one in the strokes of token 0, since the two may be of one set.
    { name: sides[0], look: 'first', figures: recorded },
  ];
  return (
    <>
      <TokenChart plot={plot} setPlot={setPlot} tokens={tokens} />
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

/** One token, where there is nothing to compare it with. */
export function TokenAlone({
  figures,
  first,
  plot: shown,
}: {
  figures: TokenFigures;
  first: TokenFigures;
  plot: Plot;
}) {
  const [plot, setPlot] = useState(shown);
  return <TokenChart plot={plot} setPlot={setPlot} tokens={chartedTokens(figures, [], first)} />;
}
