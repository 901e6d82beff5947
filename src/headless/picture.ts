import { readFinding } from '../share/finding.ts';
import { makePicture } from '../share/picture/make.ts';

/** The picture of a finding, as base64: what a script can be handed. */
export async function picture(json: string, page: string): Promise<string> {
  const blob = await makePicture(readFinding(json, 'This'), { shape: 'landscape', theme: 'light' }, page);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
