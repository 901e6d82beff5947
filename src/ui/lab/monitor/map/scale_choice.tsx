import { useStore } from 'zustand';
import { axes } from '../../../../findings/token/plots.ts';
import type { ScaleName } from '../../../../store/lab/chart_choices.ts';
import { Field } from '../../../controls/field.tsx';
import { NumberField } from '../../../controls/number_field.tsx';
import { chartChoices } from '../chart_choices.ts';
import { t } from '../../../../strings/live/t.ts';
import styles from './map.module.css';

const largest = 3.4e38;

/** How values become heights and colours: equal steps or equal factors, and the ends of the map's colours. */
export function ScaleChoice() {
  const { plot, scales, range, scaleBy, limit } = useStore(chartChoices);
  const usual = axes[plot.figure] === 'linear' ? 'linear' : 'log';
  return (
    <div className={styles.limits}>
      <Field label={t('scale')}>
        {(ids) => (
          <select
            {...ids}
            value={scales[plot.figure] ?? usual}
            onChange={(event) => scaleBy(plot.figure, event.target.value as ScaleName)}
          >
            <option value="log">{t('logarithmic')}</option>
            <option value="linear">{t('linear')}</option>
          </select>
        )}
      </Field>
      {(['low', 'high'] as const).map((end) => (
        <NumberField
          key={end}
          label={t(end === 'low' ? 'coloursFrom' : 'coloursTo')}
          value={range[end]}
          min={-largest}
          max={largest}
          step={0.1}
          empty={t('automatic')}
          onChange={(value) => limit({ [end]: value })}
        />
      ))}
    </div>
  );
}
