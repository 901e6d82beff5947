import { Pen, type Canvas2d } from '../../charts/canvas/pen.ts';
import { palettes } from '../../charts/palette.ts';
import type { Finding } from '../format/finding.ts';
import { kindOf } from '../kinds/kinds.ts';
import { codeOf } from './code.ts';
import { drawBrand, drawCorner, drawHeadline, drawSmallPrint, type Sheet } from './sheet.ts';

export interface PictureLook {
  shape: 'landscape' | 'tall';
  theme: 'light' | 'dark';
}

/** In pixels. */
export const sizes = { landscape: { width: 1200, height: 630 }, tall: { width: 1080, height: 1350 } };

const margin = 44;

/** Draws `finding` on a canvas of {@link sizes}; its code leads to `link`. */
export function drawPicture(context: Canvas2d, finding: Finding, { shape, theme }: PictureLook, link: string): void {
  const { width, height } = sizes[shape];
  const pen = new Pen(context, palettes[theme]);
  const tone = kindOf(finding).picture.tone(finding);
  context.fillStyle = pen.colour('page');
  context.fillRect(0, 0, width, height);
  context.fillStyle = pen.colour(tone === 'bad' ? 'fused' : 'reference');
  context.fillRect(0, 0, 12, height);
  const sheet = { pen, shape, code: codeOf(link, 340) };
  if (shape === 'landscape') landscape(sheet, finding);
  else tall(sheet, finding);
}

function landscape(sheet: Sheet, finding: Finding): void {
  const { picture } = kindOf(finding);
  const { width, height } = sizes.landscape;
  const right = Math.max(264, sheet.code?.size ?? 0);
  const column = width - margin - right;
  const left = { x: margin, width: column - 36 - margin };
  const foot = height - 112;
  const codeTop = height - margin - (sheet.code?.size ?? 0);
  drawBrand(sheet, finding, left.x, 28);
  drawHeadline(sheet, { finding, tone: picture.tone(finding) }, { ...left, y: 114 }, 44);
  picture.main(sheet, finding, { ...left, y: 150, height: foot - 8 - 150 });
  drawSmallPrint(sheet, finding, { ...left, y: foot + 16 }, { size: 13, columns: 2 });
  picture.side(sheet, finding, { x: column, y: 48, width: right, height: codeTop - 75 });
  drawCorner(sheet, width - margin, codeTop);
}

function tall(sheet: Sheet, finding: Finding): void {
  const { picture } = kindOf(finding);
  const { width, height } = sizes.tall;
  const all = { x: margin, width: width - 2 * margin };
  const codeTop = height - margin - 26 - (sheet.code?.size ?? 0);
  const foot = Math.min(codeTop, height - 424);
  const beside = all.width - (sheet.code?.size ?? 0) - 40;
  drawBrand(sheet, finding, margin, 34);
  drawHeadline(sheet, { finding, tone: picture.tone(finding) }, { ...all, y: 138 }, 58);
  picture.main(sheet, finding, { ...all, y: 186, height: foot - 22 - 186 });
  const below = picture.side(sheet, finding, { x: margin, y: foot + 14, width: beside, height: 175 });
  drawSmallPrint(sheet, finding, { x: margin, y: below + 30, width: beside }, { size: 14, columns: 1 });
  drawCorner(sheet, width - margin, codeTop);
}
