import { refuse } from '../../result.ts';

/** More than a screenshot of a wall of screens. */
const maxFileBytes = 40_000_000;

/**
 * The bytes of an untrusted picture.
 *
 * @throws Refusal (`bad-request`) for a file that is larger than any picture of a finding
 */
export async function pictureBytes(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > maxFileBytes) {
    refuse(
      'bad-request',
      `This file has ${Math.round(file.size / 1e6)} MB, and no picture of a finding has: choose another.`,
    );
  }
  return new Uint8Array(await file.arrayBuffer());
}
