/** The code in a picture's corner: what is left of a run when a chat has thrown away everything but the pixels. */
import { encodeQR } from 'qr';
import { decodeQR } from 'qr/decode.js';

/** Rows of modules, true for dark, the quiet zone of four around them. Error correction M: 15 % of it may be lost. */
export function qrModules(text: string): boolean[][] {
  return encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
}

/** Four channels a pixel, as a canvas has them. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** What the code in a picture spells; null where there is no code to be seen. It may take seconds. */
export function textInPixels(pixels: Pixels): string | null {
  try {
    // A picture is read once, not thirty times a second: it may take every attempt, for a few seconds.
    return decodeQR(pixels, { effort: Infinity, timeLimit: 4000 });
  } catch {
    return null;
  }
}
