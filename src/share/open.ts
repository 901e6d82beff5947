import { refuse } from '../result.ts';
import { takeFinding } from './carry.ts';
import { openedFinding, openedRun, pairOf, type Opened, type Pair } from './opened.ts';
import { isPng, sizeOf } from './png.ts';
import { runInPixels, type Pixels } from './qr.ts';

/** A screenshot of a wall of screens is less. */
const mostFileBytes = 40_000_000;
const mostPixels = 40_000_000;

/**
 * Opens a picture from anybody: by what it carries or, where that is gone, by the code in its pixels. Reads and runs nothing
 * else.
 *
 * @throws Refusal (`bad-request`), one sentence, for all that is not a finding's picture.
 */
export async function openPicture(file: Blob): Promise<Opened> {
  if (file.size > mostFileBytes) {
    refuse(
      'bad-request',
      `This file has ${Math.round(file.size / 1e6)} MB, and no picture of a finding has: choose another.`,
    );
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const finding = isPng(bytes) ? await takeFinding(bytes) : null;
  if (finding) return openedFinding(finding);
  // Before the browser unpacks it: a few kilobytes can be gigabytes of pixels.
  if (isPng(bytes)) checkSize(sizeOf(bytes));
  const spec = runInPixels(await pixelsOf(file));
  if (!spec) {
    refuse(
      'bad-request',
      'This picture holds no finding, and no code of one is to be seen in it: drop the original file, or one with the whole code.',
    );
  }
  return openedRun(spec);
}

/**
 * Two pictures to be compared, which both have to be whole: a code does not say what came of a run.
 *
 * @throws Refusal (`bad-request`) for any other number of pictures too.
 */
export async function openTwo(files: readonly Blob[]): Promise<Pair> {
  if (files.length !== 2) {
    refuse('bad-request', `These are ${files.length} pictures: drop one to open it, or two to compare them.`);
  }
  const [first, second] = await Promise.all(files.map(openPicture));
  if (first?.finding && second?.finding) return pairOf(first.finding, second.finding);
  refuse(
    'bad-request',
    'One of these pictures has lost its numbers, so they cannot be compared: drop the original files.',
  );
}

function checkSize({ width, height }: { width: number; height: number }): void {
  if (width * height <= mostPixels) return;
  refuse('bad-request', `This picture has ${width} by ${height} pixels, which is too many: crop it to the code.`);
}

/** The pixels of any picture that the browser reads. */
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
