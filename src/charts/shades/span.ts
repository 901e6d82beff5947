/** A part of a row of things that is on show, and how to move it. `total` is how many there are. */
export interface Span {
  first: number;
  count: number;
}

export const wholeSpan = (total: number): Span => ({ first: 0, count: total });

/** A span of at least one within `total`, as near to the given one as there is room. */
export function within({ first, count }: Span, total: number): Span {
  const fits = Math.min(total, Math.max(1, Math.round(count)));
  return { first: Math.min(total - fits, Math.max(0, Math.round(first))), count: fits };
}

/** `factor` times as many as before; `about` stays where it was. */
export function zoomed({ first, count }: Span, factor: number, about: number, total: number): Span {
  // One more or less at least, so that every press shows.
  const wanted = factor < 1 ? Math.min(count - 1, count * factor) : Math.max(count + 1, count * factor);
  const next = Math.min(total, Math.max(1, Math.round(wanted)));
  const share = (about - first + 0.5) / count;
  return within({ first: about + 0.5 - share * next, count: next }, total);
}

/** Moved as little as it takes to show `index`. */
export function showing({ first, count }: Span, index: number): Span {
  return { first: Math.min(index, Math.max(first, index - count + 1)), count };
}

/** From one thing to another, whichever comes first. */
export function between(one: number, other: number): Span {
  return { first: Math.min(one, other), count: Math.abs(one - other) + 1 };
}
