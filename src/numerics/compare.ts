/** The relative error of a stage that comes in parts, in float64: rms(actual - expected) / rms(expected). */
export class RmsError {
  #error = 0;
  #scale = 0;

  /**
   * `expected` must be finite.
   *
   * @throws RangeError when the lengths differ.
   */
  add(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
    if (actual.length !== expected.length) {
      throw new RangeError(`${actual.length} values compared with ${expected.length}`);
    }
    let [error, scale] = [this.#error, this.#scale];
    for (let i = 0; i < actual.length; i += 1) {
      const value = actual[i]!;
      error += Number.isFinite(value) ? (value - expected[i]!) ** 2 : Infinity;
      scale += expected[i]! ** 2;
    }
    [this.#error, this.#scale] = [error, scale];
  }

  /** Makes the error infinite. */
  spoil(): void {
    this.#error = Infinity;
  }

  /** 0 where both are equal, even if all 0; Infinity where `actual` has a value that is not finite. */
  get value(): number {
    if (this.#error === 0) return 0;
    const value = Math.sqrt(this.#error / this.#scale);
    return Number.isNaN(value) ? Infinity : value;
  }
}

/**
 * The {@link RmsError} of a whole stage.
 *
 * @throws RangeError when the lengths differ.
 */
export function relativeRmsError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  const error = new RmsError();
  error.add(actual, expected);
  return error.value;
}
