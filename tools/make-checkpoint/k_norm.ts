import { normalQuantiles } from './random/quantiles.ts';
import { RandomWords } from './random/random_words.ts';

/**
 * Statistics of the K-norm gains in layers 0, 1 and 2 of the published Qwen3-0.6B, over the 128 elements of a head.
 * `partner` is the other gain in the maximum's pair, chosen as large as the standard deviation allows.
 */
const published = [
  { mean: 3.56, std: 9.13, max: 96.5, partner: 40 },
  { mean: 2.34, std: 3.98, max: 44.5, partner: 12 },
  { mean: 2.47, std: 3.94, max: 44, partner: 12 },
];

/** RoPE rotates pair `i` by 1e6^(-i/64) rad per token. For this one that is 2.4e-6, which is little over the context. */
const peakPair = 60;

/**
 * K-norm gains with exactly the published mean, standard deviation and maximum. Null for layers other than 0, 1 and 2.
 *
 * RoPE mixes element i of a head with element i + half. If the two gains of such a pair differ much, so do the two terms
 * of a rotated score, although Q-norm gains are the reciprocals. The gains therefore lie in pairs of near equals. The
 * maximum has no equal. It lies in a pair that hardly rotates.
 */
export function publishedKNorm(layer: number, headDim: number, seed: number): Float64Array | null {
  const wanted = published[layer];
  if (!wanted) return null;
  const { mean, std, max, partner } = wanted;
  const count = headDim - 2;
  const others = logNormals(
    count,
    (mean * headDim - max - partner) / count,
    ((mean ** 2 + std ** 2) * headDim - max ** 2 - partner ** 2) / count,
  );
  const pairs = Array.from({ length: count / 2 }, (_, i) => [others[2 * i]!, others[2 * i + 1]!] as const);
  shuffle(pairs, `${seed} K-norm ${layer}`);
  pairs.splice(peakPair, 0, [partner, max]);
  return Float64Array.from([...pairs.map(([first]) => first), ...pairs.map(([, second]) => second)]);
}

/** `count` ascending log-normal quantiles with that mean and mean square. Bisection finds their spread. */
function logNormals(count: number, mean: number, square: number): Float64Array {
  const quantiles = normalQuantiles(count);
  let [low, high] = [0, 4];
  for (let step = 0; step < 50; step += 1) {
    const spread = (low + high) / 2;
    const values = quantiles.map((quantile) => Math.exp(spread * quantile));
    if (average(values.map((value) => value ** 2)) / average(values) ** 2 < square / mean ** 2) low = spread;
    else high = spread;
  }
  const values = quantiles.map((quantile) => Math.exp(low * quantile));
  const scale = mean / average(values);
  return values.map((value) => value * scale);
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The shuffle of Fisher and Yates. */
function shuffle(items: unknown[], key: string): void {
  const words = new Uint32Array(items.length);
  new RandomWords(key).next(words, (word) => word);
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = words[i]! % (i + 1);
    [items[i], items[j]] = [items[j], items[i]];
  }
}
