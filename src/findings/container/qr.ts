/** The QR code in a picture's corner, which survives chats that keep only the pixels. */
import { encodeQR } from 'qr';
import { decodeQR } from 'qr/decode.js';

/** Rows of modules, true for dark, with a quiet zone of four around them. Error correction M: 15 % may be lost. */
export function qrModules(text: string): boolean[][] {
  return encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
}

/** Four channels per pixel, as a canvas has them. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** The text of the code in a picture; null where no code is found. It may take seconds. */
export function textInPixels(pixels: Pixels): string | null {
  try {
    // A picture is read once, unlike a camera's: every attempt is worth it, for a few seconds.
    return decodeQR(pixels, { effort: Infinity, timeLimit: 4000 });
  } catch {
    return null;
  }
}
