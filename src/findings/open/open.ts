import { CalledWorker } from '../../called_worker.ts';
import { Refusal, refuse, type Failure } from '../../result.ts';
import { takeFinding } from '../container/carry.ts';
import { runInCode } from './run_in_code.ts';
import type { CodeReader } from './code_worker.ts';
import { openedFinding, openedRun, pairOf, type Opened, type Pair } from './opened.ts';
import { isPng, sizeOf } from '../container/png.ts';
import { checkSize } from './image_limit.ts';
import { pictureBytes } from './picture_bytes.ts';

/**
 * Opens an untrusted picture: from the finding it carries or, where that is gone, from the code in its pixels. Nothing is
 * run, and nothing else is read.
 *
 * @throws Refusal (`bad-request`), in one sentence, for anything but the picture of a finding.
 */
export async function openPicture(file: Blob): Promise<Opened> {
  const bytes = await pictureBytes(file);
  const finding = isPng(bytes) ? await takeFinding(bytes) : null;
  if (finding) return openedFinding(finding);
  // Before the browser decodes it: a few kilobytes can be gigabytes of pixels.
  if (isPng(bytes)) checkSize(sizeOf(bytes));
  const said = await codeIn(file);
  if (said === null) {
    refuse(
      'bad-request',
      'This picture holds no finding, and no code of one is to be seen in it: drop the original file, or one with the whole code.',
    );
  }
  return openedRun(runInCode(said));
}

/**
 * Opens two pictures to compare. Both have to carry their findings: a code has no results.
 *
 * @throws Refusal (`bad-request`), also for any other number of pictures.
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

/** The text of the code in a picture; null where there is none. */
async function codeIn(file: Blob): Promise<string | null> {
  const worker = new Worker(new URL('code_worker.ts', import.meta.url), {
    type: 'module',
    name: 'code reader',
  });
  // It may run out of memory.
  const called = new CalledWorker<CodeReader, Refusal>(worker, () => new Refusal(unread));
  try {
    const read = await called.answer((remote) => remote.read(file));
    if (!read.ok) throw new Refusal(read.failure);
    return read.value;
  } finally {
    called.end(new Refusal(unread));
  }
}

const unread: Failure = {
  kind: 'bad-request',
  message: 'The browser could not look for a code in this picture: drop the original file, or crop it to the code.',
};
