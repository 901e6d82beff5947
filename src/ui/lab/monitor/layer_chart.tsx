import type { AxisKind } from '../../../charts/scale.ts';
import { layerChart, type ChartedToken } from '../../../findings/token/layer_chart.ts';
import type { Plot } from '../../../findings/token/plots.ts';
import { SvgLineChart } from '../../charts/line_chart.tsx';
import styles from './monitor.module.css';

const margin = { left: 46, top: 10, bottom: 22 };

interface Props {
  plot: Plot;
  /** By default the usual one of the figure. */
  axis?: AxisKind;
  tokens: readonly ChartedToken[];
  /** What the chart shows, in a sentence. */
  sentence: string;
}

/** A figure of every layer, for a token and for those it is compared with. The table has the numbers. */
export function LayerChart({ plot, axis, tokens, sentence }: Props) {
  return (
    <div className={styles.chart}>
      <SvgLineChart
        label={sentence}
        chart={layerChart(plot, tokens, axis)}
        height={190}
        margin={margin}
        legend="right"
      />
    </div>
  );
}
