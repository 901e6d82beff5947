import type { TokenFigures } from '../../../worker/api.ts';
import { short } from '../../../format.ts';
import styles from './live.module.css';
import { channelOf, looks, valuesOf, type Plot } from './plots.ts';
import { scaleOf } from './scale.ts';

const width = 560;
const height = 190;
const margin = { left: 46, right: 96, top: 10, bottom: 22 };

export interface Line {
  name: string;
  /** How it is drawn: by stroke and shape, not by colour alone. */
  look: TokenFigures['set'] | 'first';
  figures: TokenFigures;
}

const marks: Record<Line['look'], string> = {
  reference: 'M-3,0a3,3 0 1,0 6,0a3,3 0 1,0 -6,0',
  fused: 'M0,-4L4,3H-4Z',
  mixed: 'M0,-4L4,0L0,4L-4,0Z',
  first: 'M-2.5,-2.5H2.5V2.5H-2.5Z',
};

/** A figure of every layer, for a token and for those it is compared with. The table has the numbers. */
export function LayerChart({ plot, lines, sentence }: { plot: Plot; lines: readonly Line[]; sentence: string }) {
  const drawn = lines.map((line) => ({ ...line, values: valuesOf(line.figures, plot) }));
  const { at, ticks } = scaleOf(
    looks[plot.figure].axis,
    drawn.flatMap(({ values }) => [...values]),
  );
  const layers = lines[0]!.figures.layers;
  const x = (layer: number) => margin.left + (layer / Math.max(1, layers - 1)) * (width - margin.left - margin.right);
  const y = (value: number) => margin.top + (1 - at(value)) * (height - margin.top - margin.bottom);
  const label = ({ figures, values }: (typeof drawn)[number], layer: number) => {
    const channel =
      plot.of === 'row' && plot.figure === 'absmax' ? `, channel ${channelOf(figures, plot.stage, layer)}` : '';
    return `layer ${layer}: ${short(values[layer]!)}${channel}`;
  };
  return (
    <svg className={styles.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={sentence}>
      {ticks.map((tick) => (
        <g key={tick} className={styles.grid}>
          <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
          <text x={margin.left - 6} y={y(tick) + 3.5} textAnchor="end">
            {short(tick)}
          </text>
        </g>
      ))}
      {[0, layers - 1].map((layer) => (
        <text key={layer} className={styles.tick} x={x(layer)} y={height - 6} textAnchor="middle">
          {layer === 0 ? 'layer 0' : layer}
        </text>
      ))}
      {drawn.toReversed().map((line, n) => {
        const known = [...line.values.keys()].filter((layer) => Number.isFinite(line.values[layer]));
        return (
          <g key={line.name} className={styles.line} data-look={line.look}>
            <polyline points={known.map((layer) => `${x(layer)},${y(line.values[layer]!)}`).join(' ')} />
            {known.map((layer) => (
              <path key={layer} d={marks[line.look]} transform={`translate(${x(layer)},${y(line.values[layer]!)})`}>
                <title>{label(line, layer)}</title>
              </path>
            ))}
            <g transform={`translate(${width - margin.right + 14},${margin.top + 8 + (drawn.length - 1 - n) * 16})`}>
              <path d={marks[line.look]} />
              <text x={9} y={3.5}>
                {line.name}
              </text>
            </g>
          </g>
        );
      })}
    </svg>
  );
}
