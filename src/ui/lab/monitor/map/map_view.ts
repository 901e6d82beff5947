/** Which part of the tokens and layers a map shows. */
import { showing, within, zoomed, type Span } from '../../../../charts/shades/span.ts';

export interface MapView {
  /** The position of the first token on show; null to follow the latest. */
  from: number | null;
  /** How many tokens; null for as many as can be told apart. */
  count: number | null;
  /** Null for all layers. */
  layers: Span | null;
}

export const usualView: MapView = { from: null, count: null, layers: null };

/** What a view shows of the tokens at `positions`, in order, where `fitting` of them can be told apart. */
export function tokensOf({ from, count }: MapView, positions: readonly number[], fitting: number): Span {
  const total = positions.length;
  const shown = Math.min(total, count ?? fitting);
  if (from === null) return { first: total - shown, count: shown };
  const first = positions.findIndex((position) => position >= from);
  return within({ first: first === -1 ? total : first, count: shown }, total);
}

/** What can be done to a view that shows `tokens` of the tokens at `positions`. One that reaches their end follows those to come. */
export function movesOf(view: MapView, tokens: Span, positions: readonly number[]) {
  const total = positions.length;
  const begin = ({ first, count }: Span) => (first + count === total ? null : positions[first]!);
  const limit = (span: Span) => ({ from: begin(span), count: span.count });
  return {
    zoom: (factor: number, about: number): MapView => ({ ...view, ...limit(zoomed(tokens, factor, about, total)) }),
    pan: (by: number): MapView => ({ ...view, from: begin(within({ ...tokens, first: tokens.first + by }, total)) }),
    /** Shows the token at `index`, if it is not on show. */
    bringUp: (index: number): MapView => ({ ...view, from: begin(showing(tokens, index)) }),
    /** Shows a part of what is on show; null for all of it. */
    select: (part: Span | null, layers: Span | null): MapView => ({
      ...view,
      ...(part && limit(part)),
      ...(layers && { layers }),
    }),
  };
}
