import type { Sizes } from '../../../../worker/api.ts';
import styles from './close_look.module.css';

const bar = 22;
const height = 90;
const floor = height - 16;

/** How many values are of each size, by powers of four on a logarithm of the count: the reference behind, the stage before it. */
export function SizeChart({ name, sizes: { first, values, reference } }: { name: string; sizes: Sizes }) {
  const most = Math.max(1, ...values, ...reference);
  const length = (count: number) =>
    count === 0 ? 0 : (0.08 + (0.92 * Math.log(count)) / Math.log(most + 1)) * (floor - 4);
  const spread = (counts: readonly number[]) => {
    const used = [...counts.keys()].filter((n) => counts[n]! > 0);
    return used.length === 0 ? 'none' : `2^${2 * (first + used[0]!)} to 2^${2 * (first + used.at(-1)! + 1)}`;
  };
  const places = values.map((count, n) => ({ power: 2 * (first + n), count, other: reference[n]! }));
  return (
    <figure className={styles.sizes}>
      <figcaption>{name}</figcaption>
      <svg
        viewBox={`0 0 ${Math.max(1, values.length) * bar} ${height}`}
        style={{ maxWidth: `${Math.max(1, values.length) * bar * 1.2}px` }}
        role="img"
        aria-label={`${name}: sizes of its values from ${spread(values)}, of the reference’s from ${spread(reference)}`}
      >
        {places.map(({ power, count, other }, n) => (
          <g key={power} transform={`translate(${n * bar},0)`}>
            <title>{`2^${power} to 2^${power + 2}: ${count}, of the reference ${other}`}</title>
            <rect className={styles.reference} x={1} width={bar - 2} y={floor - length(other)} height={length(other)} />
            <rect className={styles.own} x={6} width={bar - 12} y={floor - length(count)} height={length(count)} />
            {(n % 2 === 0 || places.length < 8) && (
              <text x={bar / 2} y={height - 4} textAnchor="middle">
                {power}
              </text>
            )}
          </g>
        ))}
      </svg>
    </figure>
  );
}
