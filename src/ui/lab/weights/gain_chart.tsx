import type { LineChart, LineLook } from '../../../charts/line_chart.ts';
import type { GainScan } from '../../../worker/api.ts';
import { ChartFigure } from '../../charts/chart_figure.tsx';
import { SvgLineChart } from '../../charts/line_chart.tsx';
import { norms, type Norm } from './reading.ts';
import { t } from '../../../strings/weights/t.ts';

const looks: Record<Norm, LineLook> = {
  inputNorm: { ink: 'muted', marker: 'circle', dash: [] },
  qNorm: { ink: 'text', marker: 'square', dash: [5, 3] },
  kNorm: { ink: 'text', marker: 'triangle', dash: [] },
  postNorm: { ink: 'muted', marker: 'diamond', dash: [2, 3] },
};

const margin = { left: 34, top: 10, bottom: 24 };

/** The largest gain of every norm over the layers, on a logarithmic axis. The table below has the numbers. */
export function GainChart({ scan: { layers } }: { scan: GainScan }) {
  const max = Math.max(10, ...layers.flatMap((layer) => norms.map((norm) => layer[norm].max)));
  return (
    <ChartFigure name={t('chart')}>
      <SvgLineChart
        label={t('chartSaid', { layers: layers.length, max: max.toFixed(1) })}
        chart={gainChart(layers, max)}
        height={180}
        margin={margin}
        legend="ends"
      />
    </ChartFigure>
  );
}

/** The axis goes from 0.1 to the decade above the largest gain. */
function gainChart(layers: GainScan['layers'], max: number): LineChart {
  const decades = Math.ceil(Math.log10(max) + 1e-9);
  return {
    scale: {
      at: (gain) => (Math.log10(Math.max(gain, 0.1)) + 1) / (decades + 1),
      ticks: Array.from({ length: decades + 2 }, (_, i) => 10 ** (i - 1)),
    },
    ends: [t('firstLayer'), `${layers.length - 1}`],
    lines: norms.map((norm) => ({
      name: t(norm),
      is: norm,
      look: looks[norm],
      values: layers.map((layer) => layer[norm].max),
    })),
  };
}
