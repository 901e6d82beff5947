import { attempt, type Result } from '../result.ts';
import { readFinding } from '../findings/format/finding.ts';
import { openPicture } from '../findings/open/open.ts';
import { writeRun } from '../findings/link/permalink.ts';
import { makePicture } from '../findings/picture/make.ts';

/** The picture of a finding, as base64, which can be passed to a script. */
export async function picture(json: string, page: string): Promise<string> {
  const blob = await makePicture(readFinding(json, 'This'), { shape: 'landscape', theme: 'light' }, page);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** How to run again what a picture, given as base64, shows: packed as in a link. */
export function codeIn(base64: string): Promise<Result<string>> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return attempt(async () => writeRun((await openPicture(new Blob([bytes]))).spec));
}
