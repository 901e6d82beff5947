/** Looks for a code in a picture, off the main thread: a large picture without one takes seconds. */
import { expose } from 'comlink';
import { attempt, refuse, type Result } from '../../result.ts';
import { textInPixels, type Pixels } from '../container/qr.ts';
import { checkSize } from './image_limit.ts';

export interface CodeReader {
  /** Null where no code is found. */
  read: (file: Blob) => Promise<Result<string | null>>;
}

/** The pixels of any picture that the browser can decode. */
async function pixelsOf(file: Blob): Promise<Pixels> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) refuse('bad-request', 'This file is not a picture that the browser can read: drop a PNG or a JPEG.');
  const { width, height } = bitmap;
  checkSize(bitmap);
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}

expose({ read: (file) => attempt(async () => textInPixels(await pixelsOf(file))) } satisfies CodeReader);
