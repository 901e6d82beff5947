import { Pen, type Canvas2d } from '../../charts/canvas/pen.ts';
import type { Box } from '../../charts/marks.ts';
import { palettes } from '../../charts/palette.ts';
import type { Finding } from '../format/finding.ts';
import { drawBench, drawCosts } from './bench.ts';
import { codeOf } from './code.ts';
import { drawDiagnosis, drawWorst } from './diagnosis.ts';
import { drawFigures, drawToken } from './token.ts';
import { drawBrand, drawCorner, drawHeadline, drawSmallPrint, type Sheet, type Tone } from './sheet.ts';

export interface PictureLook {
  shape: 'landscape' | 'tall';
  theme: 'light' | 'dark';
}

/** In pixels. */
export const sizes = { landscape: { width: 1200, height: 630 }, tall: { width: 1080, height: 1350 } };

const margin = 44;

/** What a kind of finding draws between headline and small print, and above or beside the code. */
interface Content {
  finding: Finding;
  tone: Tone;
  /** The first baseline is at the top of the box. */
  main: (sheet: Sheet, box: Box) => void;
  /** The same.
   *
   * @returns the last baseline
   */
  side: (sheet: Sheet, box: Box) => number;
}

/** Draws `finding` on a canvas of {@link sizes}; its code leads to `link`. */
export function drawPicture(context: Canvas2d, finding: Finding, { shape, theme }: PictureLook, link: string): void {
  const { width, height } = sizes[shape];
  const pen = new Pen(context, palettes[theme]);
  const content = contentOf(finding);
  context.fillStyle = pen.colour('page');
  context.fillRect(0, 0, width, height);
  context.fillStyle = pen.colour(content.tone === 'bad' ? 'fused' : 'reference');
  context.fillRect(0, 0, 12, height);
  const sheet = { pen, shape, code: codeOf(link, 340) };
  if (shape === 'landscape') landscape(sheet, content);
  else tall(sheet, content);
}

function contentOf(finding: Finding): Content {
  switch (finding.kind) {
    case 'diagnosis':
      return {
        finding,
        tone: finding.diagnosis.verdict.status === 'pass' ? 'good' : 'bad',
        main: (sheet, box) => drawDiagnosis(sheet, finding, box),
        side: (sheet, box) => drawWorst(sheet, finding, box),
      };
    case 'bench':
      return {
        finding,
        tone: 'plain',
        main: (sheet, box) => drawBench(sheet, finding, box),
        side: (sheet, box) => drawCosts(sheet, finding, box),
      };
    case 'live':
      return {
        finding,
        tone: finding.live.token.trouble ? 'bad' : 'plain',
        main: (sheet, box) => drawToken(sheet, finding, box),
        side: (sheet, box) => drawFigures(sheet, finding, box),
      };
  }
}

function landscape(sheet: Sheet, content: Content): void {
  const { width, height } = sizes.landscape;
  const right = Math.max(264, sheet.code?.size ?? 0);
  const column = width - margin - right;
  const left = { x: margin, width: column - 36 - margin };
  const foot = height - 112;
  const codeTop = height - margin - (sheet.code?.size ?? 0);
  drawBrand(sheet, content.finding, left.x, 28);
  drawHeadline(sheet, content, { ...left, y: 114 }, 44);
  content.main(sheet, { ...left, y: 150, height: foot - 8 - 150 });
  drawSmallPrint(sheet, content.finding, { ...left, y: foot + 16 }, { size: 13, columns: 2 });
  content.side(sheet, { x: column, y: 48, width: right, height: codeTop - 75 });
  drawCorner(sheet, width - margin, codeTop);
}

function tall(sheet: Sheet, content: Content): void {
  const { width, height } = sizes.tall;
  const all = { x: margin, width: width - 2 * margin };
  const codeTop = height - margin - 26 - (sheet.code?.size ?? 0);
  const foot = Math.min(codeTop, height - 424);
  const beside = all.width - (sheet.code?.size ?? 0) - 40;
  drawBrand(sheet, content.finding, margin, 34);
  drawHeadline(sheet, content, { ...all, y: 138 }, 58);
  content.main(sheet, { ...all, y: 186, height: foot - 22 - 186 });
  const below = content.side(sheet, { x: margin, y: foot + 14, width: beside, height: 175 });
  drawSmallPrint(sheet, content.finding, { x: margin, y: below + 30, width: beside }, { size: 14, columns: 1 });
  drawCorner(sheet, width - margin, codeTop);
}
