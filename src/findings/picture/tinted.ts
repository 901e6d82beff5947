import type { Box, TextLook } from '../../charts/marks.ts';
import type { ColourName } from '../../charts/palette.ts';
import type { RecordedAnswer } from '../format/odds.ts';
import { shadeOf, tintCaption, type Tint } from '../token/tint.ts';
import type { Sheet } from './sheet.ts';

/** As on the page. */
const tintColours: Record<Exclude<Tint, 'none'>, ColourName> = {
  probability: 'fused',
  entropy: 'reference',
  difference: 'danger',
};

interface Placed {
  text: string;
  /** Its place in the answer. */
  at: number;
  x: number;
  width: number;
}

/** The answer as the inspector shows it, as much of it around the token as fits. `y` of the box is the first baseline. */
export function drawTinted({ pen, shape }: Sheet, { tint, at, tokens }: RecordedAnswer, box: Box): void {
  const { context } = pen;
  pen.line(tintCaption(tint), box.x, box.y + 10, box.width, { size: 14, ink: 'muted' });
  const look: TextLook = { size: shape === 'landscape' ? 18 : 24, ink: 'text' };
  const leading = Math.round(look.size * 1.6);
  const rows = rowsOf(tokens, box.width, (text) => pen.measure(text, look));
  const room = Math.max(1, Math.floor((box.height - 28) / leading));
  const row = rows.findIndex((placed) => placed.some((each) => each.at === at));
  const first = Math.max(0, Math.min(row - Math.floor(room / 2), rows.length - room));
  const runsLeft = /^[^\p{L}]*[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u.test(tokens.map(({ text }) => text).join(''));
  const drawn = rows.slice(first, first + room).flatMap((placed, n) =>
    placed.map(({ x, ...token }) => ({
      ...token,
      x: runsLeft ? box.x + box.width - x - token.width : box.x + x,
      baseline: box.y + 24 + look.size + n * leading,
    })),
  );
  for (const token of drawn) {
    if (tint === 'none') break;
    const share = 0.7 * shadeOf(tint, tokens[token.at]!);
    context.fillStyle = pen.colour({ over: tintColours[tint], under: 'page', share });
    context.fillRect(token.x, token.baseline - look.size, token.width, leading - 3);
  }
  for (const { text, x, baseline, width } of drawn) pen.line(text, x, baseline, width + 1, look);
  context.strokeStyle = pen.colour('text');
  context.lineWidth = 2;
  for (const token of drawn.filter((each) => each.at === at)) {
    context.strokeRect(token.x - 1, token.baseline - look.size - 1, token.width + 2, leading - 1);
  }
}

/** Tokens in rows of at most `width`. A token that ends a line shows so. */
function rowsOf(tokens: RecordedAnswer['tokens'], width: number, measure: (text: string) => number): Placed[][] {
  const rows: Placed[][] = [[]];
  let x = 0;
  tokens.forEach(({ text }, at) => {
    const ends = text.includes('\n');
    const face = text.replaceAll(/\n+/g, '⏎').replaceAll('\t', '⇥');
    const own = Math.min(width, measure(face));
    if (x + own > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)!.push({ text: face, at, x, width: own });
    x += own;
    if (!ends) return;
    rows.push([]);
    x = 0;
  });
  return rows;
}
