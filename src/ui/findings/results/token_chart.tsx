import type { Line } from '../../../findings/token/layer_chart.ts';
import type { Plot } from '../../../findings/token/plots.ts';
import { sentence } from '../../../findings/copy/token_chart.ts';
import { FiguresTable } from '../../lab/monitor/figures_table.tsx';
import { LayerChart } from '../../lab/monitor/layer_chart.tsx';
import { PlotChoice } from '../../lab/monitor/plot_choice.tsx';

interface Props {
  plot: Plot;
  setPlot: (plot: Plot) => void;
  /** The token that it is about comes first. */
  lines: readonly Line[];
}

/** A figure of every layer, which one to choose, and the numbers as a table. */
export function TokenChart({ plot, setPlot, lines }: Props) {
  const { figures } = lines[0]!;
  const words = sentence(figures, plot);
  return (
    <>
      <PlotChoice plot={plot} setPlot={setPlot} />
      <LayerChart plot={plot} lines={lines} sentence={words} />
      <p>{words}</p>
      <FiguresTable figures={figures} plot={plot} />
    </>
  );
}
