/** The code in a picture's corner: what is left of a run when a chat has thrown away everything but the pixels. */
import { encodeQR } from 'qr';
import { decodeQR } from 'qr/decode.js';
import { refuse } from '../result.ts';
import { readRun, runOf } from './permalink.ts';
import type { RunSpec } from './spec.ts';

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

/**
 * The run that a picture's code spells; null where there is no code to be seen.
 *
 * @throws Refusal (`bad-request`) for a code that says something else: where it leads is told, and nobody goes there.
 */
export function runInPixels(pixels: Pixels): RunSpec | null {
  const said = readCode(pixels);
  if (said === null) return null;
  const run = runOf(said);
  if (run === null) {
    refuse(
      'bad-request',
      `The code in this picture leads to ${whereTo(said)}, which is no run of Plumbline: it was not opened.`,
    );
  }
  return readRun(run);
}

function readCode(pixels: Pixels): string | null {
  try {
    // A picture is read once, not thirty times a second: it may take every attempt, for a few seconds.
    return decodeQR(pixels, { effort: Infinity, timeLimit: 4000 });
  } catch {
    return null;
  }
}

function whereTo(said: string): string {
  return URL.canParse(said) && new URL(said).host ? new URL(said).host.slice(0, 60) : 'something else';
}
