import { figureName } from '../../../findings/copy/figures.ts';
import type { FigureName, Plot } from '../../../findings/token/plots.ts';
import { Field } from '../../controls/field.tsx';
import styles from './monitor.module.css';
import { attentionFigures, rowFigures, watchedStages } from '../../../vocabulary/token_statistics.ts';
import { t } from '../../../strings/live/t.ts';

/** Chooses the figure of the charts and its stage. */
export function PlotChoice({ plot, setPlot }: { plot: Plot; setPlot: (plot: Plot) => void }) {
  const stage = plot.of === 'row' ? plot.stage : 'mlp_residual';
  const choose = (figure: FigureName) => {
    const ofRow = rowFigures.find((name) => name === figure);
    const ofAttention = attentionFigures.find((name) => name === figure);
    if (ofRow) setPlot({ of: 'row', figure: ofRow, stage });
    else if (ofAttention) setPlot({ of: 'attention', figure: ofAttention });
  };
  return (
    <div className={styles.choice}>
      <Field label={t('figureChoice')}>
        {(ids) => (
          <select {...ids} value={plot.figure} onChange={(event) => choose(event.target.value as FigureName)}>
            <optgroup label={t('ofStage')}>
              {rowFigures.map((figure) => (
                <option key={figure} value={figure}>
                  {figureName(figure)}
                </option>
              ))}
            </optgroup>
            <optgroup label={t('ofAttention')}>
              {attentionFigures.map((figure) => (
                <option key={figure} value={figure}>
                  {figureName(figure)}
                </option>
              ))}
            </optgroup>
          </select>
        )}
      </Field>
      {plot.of === 'row' && (
        <Field label={t('stage')}>
          {(ids) => (
            <select
              {...ids}
              value={stage}
              onChange={(event) =>
                setPlot({ ...plot, stage: watchedStages.find((name) => name === event.target.value)! })
              }
            >
              {watchedStages.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          )}
        </Field>
      )}
    </div>
  );
}
