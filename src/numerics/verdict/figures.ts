/** The figures of a verdict: two digits, for any size. */

/** Above this multiple of what is allowed, a figure says no more than that it is large. */
const readable = 1e6;

export const isFar = (error: number, floor: number) => !(error / floor <= readable);

/** An error beside its bound, as a person reads them. */
export const measured = (error: number, floor: number) => ({
  error: scientific(error),
  floor: scientific(floor),
  times: scientific(error / floor),
});

export function scientific(value: number): string {
  if (value >= 0.01 && value < 1000) return Number(value.toPrecision(2)).toString();
  return value.toExponential(1).replace('e+', 'e');
}

export const percent = (share: number) => `${Math.round(share * 100)}%`;
