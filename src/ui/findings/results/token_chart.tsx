import type { ChartedToken } from '../../../findings/token/layer_chart.ts';
import type { Plot } from '../../../findings/token/plots.ts';
import { figureHint, plotName } from '../../../findings/copy/figures.ts';
import { chartSentence } from '../../../findings/copy/token_chart.ts';
import { t } from '../../../strings/finding/t.ts';
import { ChartFigure } from '../../charts/chart_figure.tsx';
import { FiguresTable } from '../../lab/monitor/figures_table.tsx';
import { LayerChart } from '../../lab/monitor/layer_chart.tsx';
import { PlotChoice } from '../../lab/monitor/plot_choice.tsx';

interface Props {
  plot: Plot;
  setPlot: (plot: Plot) => void;
  /** The token that the chart is about comes first. */
  tokens: readonly ChartedToken[];
}

/** A figure of every layer: the choice of it, its chart, and the numbers as a table. */
export function TokenChart({ plot, setPlot, tokens }: Props) {
  const { figures } = tokens[0]!;
  const words = chartSentence(figures, plot);
  return (
    <>
      <PlotChoice plot={plot} setPlot={setPlot} />
      <ChartFigure name={t('byLayer', { figure: plotName(plot) })} caption={figureHint(plot.figure)}>
        <LayerChart plot={plot} tokens={tokens} sentence={words} />
        <p>{words}</p>
      </ChartFigure>
      <FiguresTable figures={figures} plot={plot} />
    </>
  );
}
