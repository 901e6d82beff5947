import { lineChartMarks, type LineChart, type LineChartStyle } from '../../charts/line_chart.ts';
import { measure } from './measure.ts';
import { Sized } from './sized.tsx';
import { SvgChart } from './svg_chart.tsx';

/** Of a legend at the right: its marks, and the gaps about them. */
const legendGaps = 28;

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
  margin: Omit<LineChartStyle['margin'], 'right'>;
  legend: 'right' | 'ends';
}

/** Lines as wide as there is room beside their names. */
export function SvgLineChart({ label, chart, height, margin, legend }: Props) {
  const { size } = style.tick;
  const names = chart.lines.map(({ name }) => measure(name, { size, ink: 'text' }));
  const right = Math.ceil(Math.max(...names)) + legendGaps;
  const look = { ...style, margin: { ...margin, right }, legend, endsDrop: margin.bottom - 6 };
  return (
    <Sized height={height}>
      {(size) => <SvgChart label={label} {...size} marks={lineChartMarks(chart, { x: 0, y: 0, ...size }, look)} />}
    </Sized>
  );
}
