/** As much of PNG as it takes to store a text in one and find it again. */
import { refuse } from '../../result.ts';
import { crc32 } from './crc32.ts';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export interface Chunk {
  /** Four letters, such as `iTXt`. */
  type: string;
  data: Uint8Array;
}

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/**
 * The chunks of a PNG in order, `IEND` last, with every checksum verified.
 *
 * @throws Refusal (`bad-request`) where the file is damaged or cut short.
 */
export function readChunks(png: Uint8Array): Chunk[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  let at = signature.length;
  for (;;) {
    const length = at + 12 <= png.length ? view.getUint32(at) : Infinity;
    if (at + 12 + length > png.length) {
      refuse('bad-request', 'This picture is cut short: download or copy it again.');
    }
    const named = png.subarray(at + 4, at + 8 + length);
    const type = String.fromCharCode(...named.subarray(0, 4));
    if (crc32(named) !== view.getUint32(at + 8 + length)) {
      refuse('bad-request', 'This picture is damaged (a checksum is wrong): download or copy it again.');
    }
    chunks.push({ type, data: named.subarray(4) });
    if (type === 'IEND') return chunks;
    at += 12 + length;
  }
}

/** Width and height in pixels, from the first chunk. */
export function sizeOf(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

export function writeChunks(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const total = chunks.reduce((sum, { data }) => sum + data.length + 12, signature.length);
  const png = new Uint8Array(total);
  const view = new DataView(png.buffer);
  png.set(signature);
  let at = signature.length;
  for (const { type, data } of chunks) {
    view.setUint32(at, data.length);
    const named = png.subarray(at + 4, at + 8 + data.length);
    named.set(
      Array.from(type, (letter) => letter.charCodeAt(0)),
      0,
    );
    named.set(data, 4);
    view.setUint32(at + 8 + data.length, crc32(named));
    at += 12 + data.length;
  }
  return png;
}
