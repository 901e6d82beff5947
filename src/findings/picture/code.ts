import { qrModules } from '../container/qr.ts';
import type { Canvas2d } from '../../charts/canvas/pen.ts';

/** A QR code and the size of its modules. */
export interface Code {
  modules: boolean[][];
  scale: number;
  /** Of its side, in pixels. */
  size: number;
}

/** Every code may be this wide, in pixels. */
const roomy = 290;

/**
 * The code of a link, at four pixels a module or more, so that half of the picture still has two. It has fewer only where
 * it would not fit into `maxSize` pixels. Null for a link that no code holds.
 */
export function codeOf(link: string, maxSize: number): Code | null {
  let modules;
  try {
    modules = qrModules(link);
  } catch {
    return null;
  }
  const scale = Math.max(Math.floor(roomy / modules.length), Math.min(4, Math.floor(maxSize / modules.length)));
  return scale < 2 ? null : { modules, scale, size: scale * modules.length };
}

/** Dark on light in either theme: not every reader accepts light on dark. */
export function drawCode(context: Canvas2d, { modules, scale, size }: Code, x: number, y: number): void {
  context.fillStyle = '#ffffff';
  context.beginPath();
  context.roundRect(x, y, size, size, 8);
  context.fill();
  context.fillStyle = '#000000';
  modules.forEach((row, j) =>
    row.forEach((dark, i) => dark && context.fillRect(x + i * scale, y + j * scale, scale, scale)),
  );
}
