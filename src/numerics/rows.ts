/** The mean of every row of `width` values, in float64. */
export function meanOfRows(values: Float32Array, width: number): number[] {
  return Array.from({ length: values.length / width }, (_, row) => {
    const own = values.subarray(row * width, (row + 1) * width);
    return own.reduce((sum, value) => sum + value, 0) / width;
  });
}
