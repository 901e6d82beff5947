import { refuse } from '../../result.ts';

/** Compresses into zlib's format, as in PNG. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/**
 * Undoes {@link deflate}. Stops as soon as there are more than `maxBytes`: a few kilobytes can unpack to gigabytes.
 * `where` begins the sentence that says what is wrong.
 *
 * @throws Refusal (`bad-request`) for bytes that do not unpack, or unpack to too many.
 */
export async function inflate(
  packed: Uint8Array<ArrayBuffer>,
  maxBytes: number,
  where: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  for (;;) {
    const next = await reader.read().catch(() => null);
    if (next === null) {
      refuse('bad-request', `${where} holds a finding that does not unpack: download or copy it again.`);
    }
    if (next.done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    total += next.value.length;
    if (total > maxBytes) {
      await reader.cancel();
      refuse(
        'bad-request',
        `${where} unpacks to more than ${maxBytes / 1e6} MB, which no finding does: it was not made by Plumbline.`,
      );
    }
    parts.push(next.value);
  }
}
