import type { Line } from '../../share/live/layer_chart.ts';
import type { Plot } from '../../share/live/plots.ts';
import { sentence } from '../../share/live/sentence.ts';
import { FiguresTable } from '../lab/live/figures_table.tsx';
import { LayerChart } from '../lab/live/layer_chart.tsx';
import { PlotChoice } from '../lab/live/plot_choice.tsx';

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
