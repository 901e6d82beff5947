import { lineChartMarks, type LineChart, type LineChartStyle } from '../../charts/line_chart.ts';
import { SvgChart } from './svg_chart.tsx';

const width = 560;

const style = {
  tick: { size: 11, gap: 6, drop: 3.5 },
  stroke: 1.5,
  dash: 1,
  marker: 1,
} satisfies Partial<LineChartStyle>;

interface Props {
  label: string;
  chart: LineChart;
  /** Of the whole, in pixels where it is {@link width} wide. */
  height: number;
  margin: LineChartStyle['margin'];
  legend: 'right' | 'ends';
}

/** Lines in the size of the lab's panel. */
export function SvgLineChart({ label, chart, height, margin, legend }: Props) {
  const look = { ...style, margin, legend, endsDrop: margin.bottom - 6 };
  const marks = lineChartMarks(chart, { x: 0, y: 0, width, height }, look);
  return <SvgChart label={label} width={width} height={height} marks={marks} />;
}
