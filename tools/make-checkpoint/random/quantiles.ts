/** Width of the strips by which the normal density is integrated. The error of a strip is below 1e-12. */
const strip = 2 ** -12;

/**
 * The quantiles (i + 1/2) / count of the standard normal distribution for i < count, ascending, to 1e-6. They are found by
 * integrating the density from 0 upwards, so no approximation formula is needed.
 */
export function normalQuantiles(count: number): Float64Array {
  const quantiles = new Float64Array(count);
  let start = 0;
  let below = 0.5;
  for (let i = Math.floor(count / 2); i < count; i += 1) {
    const missing = () => (i + 0.5) / count - below;
    for (let area = areaFrom(start); area <= missing(); area = areaFrom(start)) {
      below += area;
      start += strip;
    }
    quantiles[i] = start + missing() / density(start);
    quantiles[count - 1 - i] = -quantiles[i]!;
  }
  return quantiles;
}

function areaFrom(start: number): number {
  return strip * density(start + strip / 2);
}

function density(x: number): number {
  return Math.exp(-x * x * 0.5) / Math.sqrt(2 * Math.PI);
}
