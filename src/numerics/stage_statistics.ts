/** Moments and extremes of one stage over its finite values; `nan` and `inf` count the others. All 0 where none is finite. */
export interface StageStatistics {
  mean: number;
  /** Population standard deviation: divided by the count. */
  std: number;
  rms: number;
  absmax: number;
  nan: number;
  inf: number;
}

const EXPONENT = 0x7f80_0000;
const MANTISSA = 0x007f_ffff;

/**
 * Accumulates {@link StageStatistics} over chunks, in float64. Each chunk's mean and squared deviations take two passes and are
 * merged as in Chan, Golub, LeVeque (1983), so that a mean far from zero costs no digits of the deviation.
 */
export class StatisticsAccumulator {
  #count = 0;
  #mean = 0;
  #squaredDeviations = 0;
  #squares = 0;
  #absmax = 0;
  #nan = 0;
  #inf = 0;

  add(values: Float32Array): void {
    // Classified by their bits, as the GPU's statistics have to do it.
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    let count = 0;
    let sum = 0;
    for (let i = 0; i < values.length; i += 1) {
      const word = bits[i]!;
      if ((word & EXPONENT) === EXPONENT) {
        if ((word & MANTISSA) === 0) this.#inf += 1;
        else this.#nan += 1;
        continue;
      }
      const value = values[i]!;
      count += 1;
      sum += value;
      this.#squares += value * value;
      this.#absmax = Math.max(this.#absmax, Math.abs(value));
    }
    if (count === 0) return;

    const mean = sum / count;
    let squaredDeviations = 0;
    for (let i = 0; i < values.length; i += 1) {
      if ((bits[i]! & EXPONENT) !== EXPONENT) squaredDeviations += (values[i]! - mean) ** 2;
    }
    const shift = mean - this.#mean;
    const total = this.#count + count;
    this.#squaredDeviations += squaredDeviations + shift ** 2 * ((this.#count * count) / total);
    this.#mean += shift * (count / total);
    this.#count = total;
  }

  result(): StageStatistics {
    const count = Math.max(this.#count, 1);
    return {
      mean: this.#mean,
      std: Math.sqrt(this.#squaredDeviations / count),
      rms: Math.sqrt(this.#squares / count),
      absmax: this.#absmax,
      nan: this.#nan,
      inf: this.#inf,
    };
  }
}
