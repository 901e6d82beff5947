import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useEngine } from '../../../store/hooks.ts';
import type { GainFigures, GainScan } from '../../../worker/api.ts';
import panel from '../panel.module.css';
import { GainChart } from './gain_chart.tsx';
import { Remedies } from './remedies.tsx';
import { norms, reading } from './reading.ts';
import { Wide } from '../../controls/wide.tsx';
import styles from './weights.module.css';
import { t } from '../../../strings/weights/t.ts';

/** The norm gains of the loaded checkpoint, and whether they matter. */
export function Weights() {
  const model = useEngine((engine) => engine.model);
  if (!model) return <p className={styles.none}>{t('none')}</p>;
  const { bad, headline, words } = reading(model.gains);
  const Icon = bad ? TriangleAlert : CircleCheck;
  return (
    <div className={panel.panel}>
      <section className={styles.reading} data-bad={bad || undefined} aria-label={t('verdict')}>
        <h2>
          <Icon size={18} aria-hidden />
          {headline}
        </h2>
        {words.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </section>
      <GainChart scan={model.gains} />
      <GainTable scan={model.gains} />
      <Remedies />
    </div>
  );
}

const figures = ['mean', 'std', 'max'] as const;

function GainTable({ scan: { layers, final } }: { scan: GainScan }) {
  const cells = (gains: GainFigures) => figures.map((figure) => <td key={figure}>{gains[figure].toFixed(2)}</td>);
  const rows = layers.map((layer, index) => ({ ...layer, index }));
  return (
    <Wide label={t('table')}>
      <table className={styles.table} aria-label={t('gains')}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t('layer')}
            </th>
            <th scope="col" rowSpan={2}>
              {t('largestScore')}
            </th>
            {norms.map((norm) => (
              <th key={norm} scope="colgroup" colSpan={3}>
                {t('norm', { norm: t(norm) })}
              </th>
            ))}
          </tr>
          <tr>
            {norms.flatMap((norm) =>
              figures.map((figure) => (
                <th key={`${norm} ${figure}`} scope="col">
                  {t(figure)}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.index}>
              <th scope="row">{row.index}</th>
              <td>{row.largestScore.toFixed(1)}</td>
              {norms.map((norm) => cells(row[norm]))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.final}>
        {t('final', { mean: final.mean.toFixed(2), std: final.std.toFixed(2), max: final.max.toFixed(2) })}
      </p>
    </Wide>
  );
}
