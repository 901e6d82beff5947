import type { GainScan } from '../../../worker/api.ts';
import { normNames, norms, type Norm } from './reading.ts';
import styles from './weights.module.css';

const width = 560;
const height = 180;
const margin = { left: 34, right: 104, top: 10, bottom: 24 };

/** Told apart by stroke and by shape, not by colour alone. */
const looks: Record<Norm, { dash: string; mark: string }> = {
  inputNorm: { dash: '', mark: 'M-3,0a3,3 0 1,0 6,0a3,3 0 1,0 -6,0' },
  qNorm: { dash: '5 3', mark: 'M-3,-3H3V3H-3Z' },
  kNorm: { dash: '', mark: 'M0,-4L4,3H-4Z' },
  postNorm: { dash: '2 3', mark: 'M0,-4L4,0L0,4L-4,0Z' },
};

/** The largest gain of every norm over the layers, on a logarithmic axis. The table below has the numbers. */
export function GainChart({ scan: { layers } }: { scan: GainScan }) {
  const most = Math.max(10, ...layers.flatMap((layer) => norms.map((norm) => layer[norm].max)));
  const decades = Math.ceil(Math.log10(most) + 1e-9);
  const x = (layer: number) =>
    margin.left + (layer / Math.max(1, layers.length - 1)) * (width - margin.left - margin.right);
  const y = (gain: number) =>
    margin.top + (1 - (Math.log10(Math.max(gain, 0.1)) + 1) / (decades + 1)) * (height - margin.top - margin.bottom);
  const points = (norm: Norm) =>
    layers.map((layer, index) => ({ layer: index, at: `${x(index)},${y(layer[norm].max)}` }));
  const ends = spread(norms.map((norm) => y(layers.at(-1)?.[norm].max ?? 1)));
  return (
    <figure className={styles.chart}>
      <figcaption>Largest gain of each norm</figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Largest gains over ${layers.length} layers, up to ${most.toFixed(1)}: see the table`}
      >
        {Array.from({ length: decades + 2 }, (_, i) => 10 ** (i - 1)).map((gain) => (
          <g key={gain} className={styles.grid}>
            <line x1={margin.left} x2={width - margin.right} y1={y(gain)} y2={y(gain)} />
            <text x={margin.left - 6} y={y(gain) + 3.5} textAnchor="end">
              {gain}
            </text>
          </g>
        ))}
        {[0, layers.length - 1].map((layer) => (
          <text key={layer} className={styles.tick} x={x(layer)} y={height - 6} textAnchor="middle">
            {layer === 0 ? 'layer 0' : layer}
          </text>
        ))}
        {norms.map((norm, i) => (
          <g key={norm} className={styles.line} data-norm={norm}>
            <polyline
              points={points(norm)
                .map(({ at }) => at)
                .join(' ')}
              strokeDasharray={looks[norm].dash}
            />
            {points(norm).map(({ layer, at }) => (
              <path key={layer} d={looks[norm].mark} transform={`translate(${at})`} />
            ))}
            <text x={width - margin.right + 10} y={ends[i]! + 3.5}>
              {normNames[norm]}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}

/** Labels far enough apart to be read, each as near its line's end as that allows. */
function spread(places: readonly number[]): number[] {
  const order = places.map((_, i) => i).toSorted((a, b) => places[a]! - places[b]!);
  const found = [...places];
  for (let n = 1; n < order.length; n++) {
    found[order[n]!] = Math.max(found[order[n]!]!, found[order[n - 1]!]! + 13);
  }
  return found;
}
