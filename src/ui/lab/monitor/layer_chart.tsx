import { layOut, marks, pointInWords, type Line } from '../../../findings/token/layer_chart.ts';
import type { Plot } from '../../../findings/token/plots.ts';
import styles from './monitor.module.css';

const width = 560;
const height = 190;
const margin = { left: 46, right: 96, top: 10, bottom: 22 };
const room = { left: margin.left, right: width - margin.right, top: margin.top, bottom: height - margin.bottom };

/** A figure of every layer, for a token and for those it is compared with. The table has the numbers. */
export function LayerChart({ plot, lines, sentence }: { plot: Plot; lines: readonly Line[]; sentence: string }) {
  const { ticks, ends, lines: drawn } = layOut(plot, lines, room);
  return (
    <svg className={styles.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={sentence}>
      {ticks.map(({ y, said }) => (
        <g key={said} className={styles.grid}>
          <line x1={room.left} x2={room.right} y1={y} y2={y} />
          <text x={room.left - 6} y={y + 3.5} textAnchor="end">
            {said}
          </text>
        </g>
      ))}
      {ends.map(({ x, said }) => (
        <text key={said} className={styles.tick} x={x} y={height - 6} textAnchor="middle">
          {said}
        </text>
      ))}
      {drawn
        .map(({ name, look, points }, n) => (
          <g key={name} className={styles.line} data-look={look}>
            <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
            {points.map((point) => (
              <path key={point.layer} d={marks[look]} transform={`translate(${point.x},${point.y})`}>
                <title>{pointInWords(point, lines[n]!, plot)}</title>
              </path>
            ))}
            <g transform={`translate(${room.right + 14},${margin.top + 8 + n * 16})`}>
              <path d={marks[look]} />
              <text x={9} y={3.5}>
                {name}
              </text>
            </g>
          </g>
        ))
        // The token on show is drawn last, over the others.
        .toReversed()}
    </svg>
  );
}
