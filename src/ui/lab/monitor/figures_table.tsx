import type { TokenFigures } from '../../../worker/api.ts';
import { figureName } from '../../../findings/copy/figures.ts';
import { short } from '../../../format.ts';
import { Wide } from '../../controls/wide.tsx';
import styles from './monitor.module.css';
import { valuesOf, type Plot } from '../../../findings/token/plots.ts';
import { attentionFigures, rowFigures, watchedStages } from '../../../vocabulary/token_statistics.ts';
import { t } from '../../../strings/live/t.ts';

/** What the charts of a token show, in numbers: all figures of one stage, or of attention, in every layer. */
export function FiguresTable({ figures, plot }: { figures: TokenFigures; plot: Plot }) {
  const stage = plot.of === 'row' ? plot.stage : watchedStages[0];
  const columns: Plot[] =
    plot.of === 'row'
      ? rowFigures.map((figure) => ({ of: 'row', figure, stage }))
      : attentionFigures.map((figure) => ({ of: 'attention', figure }));
  return (
    <details className={styles.table}>
      <summary>{t('numbersOf', { position: figures.position })}</summary>
      <Wide label={t('numbersTable')}>
        <table aria-label={t('figuresByLayer')}>
          <thead>
            <tr>
              <th scope="col">{t('layer')}</th>
              {columns.map(({ figure }) => (
                <th key={figure} scope="col">
                  {figureName(figure)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: figures.layers }, (_, layer) => (
              <tr key={layer}>
                <th scope="row">{layer}</th>
                {columns.map((column) => (
                  <td key={column.figure}>{short(valuesOf(figures, column)[layer]!)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </details>
  );
}
