import type { Box, TextLook } from '../../charts/marks.ts';
import type { ColourName } from '../../charts/palette.ts';
import type { RecordedAnswer } from '../format/odds.ts';
import { scaleEnds, shadeOf, tintTexts, type Tint } from '../token/tint.ts';
import type { Sheet } from './sheet.ts';

/** As on the page. */
export const tintColours: Record<Exclude<Tint, 'none'>, ColourName> = {
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
export function drawTinted({ pen }: Sheet, { tint, at, tokens }: RecordedAnswer, box: Box): void {
  const { context } = pen;
  const caption =
    tint === 'none' ? '' : `, tinted ${tintTexts[tint]}: none is ${scaleEnds[tint][0]}, full is ${scaleEnds[tint][1]}`;
  pen.line(`the answer${caption}`, box.x, box.y + 10, box.width, { size: 14, ink: 'muted' });
  const look: TextLook = { size: 18, ink: 'text' };
  const leading = 29;
  const rows = rowsOf(tokens, box.width, (text) => pen.measure(text, look));
  const room = Math.max(1, Math.floor((box.height - 28) / leading));
  const row = rows.findIndex((placed) => placed.some((each) => each.at === at));
  const first = Math.max(0, Math.min(row - Math.floor(room / 2), rows.length - room));
  const rightToLeft = /^[^\p{L}]*[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u.test(
    tokens.map(({ text }) => text).join(''),
  );
  rows.slice(first, first + room).forEach((placed, n) => {
    const baseline = box.y + 42 + n * leading;
    for (const { text, at: place, x: from, width } of placed) {
      const x = rightToLeft ? box.x + box.width - from - width : box.x + from;
      if (tint !== 'none') {
        context.fillStyle = pen.colour({
          over: tintColours[tint],
          under: 'page',
          share: 0.7 * shadeOf(tint, tokens[place]!),
        });
        context.fillRect(x, baseline - 19, width, 26);
      }
      pen.line(text, x, baseline, width + 1, look);
      if (place !== at) continue;
      context.strokeStyle = pen.colour('text');
      context.lineWidth = 2;
      context.strokeRect(x - 1, baseline - 20, width + 2, 28);
    }
  });
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
