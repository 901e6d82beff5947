import { lineChartMarks, type LineChart, type LineChartStyle } from '../../charts/line_chart.ts';
import { Sized } from './sized.tsx';
import { SvgChart } from './svg_chart.tsx';

const style = {
  tick: { size: 12, gap: 6, drop: 4 },
  stroke: 1.5,
  dash: 1,
  marker: 1,
} satisfies Partial<LineChartStyle>;

interface Props {
  label: string;
  chart: LineChart;
  /** In pixels. */
  height: number;
  margin: LineChartStyle['margin'];
  legend: 'right' | 'ends';
}

/** Lines as wide as there is room. */
export function SvgLineChart({ label, chart, height, margin, legend }: Props) {
  const look = { ...style, margin, legend, endsDrop: margin.bottom - 6 };
  return (
    <Sized height={height}>
      {(size) => <SvgChart label={label} {...size} marks={lineChartMarks(chart, { x: 0, y: 0, ...size }, look)} />}
    </Sized>
  );
}
