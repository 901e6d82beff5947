/** A finding inside a PNG: one iTXt chunk with a keyword of our own, whose text is deflated JSON. */
import { refuse } from '../../result.ts';
import { deflate, inflate } from './deflate.ts';
import { readFinding, writeFinding, type Finding } from '../format/finding.ts';
import { readChunks, writeChunks, type Chunk } from './png.ts';

const keyword = 'Plumbline finding';
/** Keyword, 0; then "compressed", "by deflate", and an empty language and translated keyword, each followed by 0. */
const head = Uint8Array.of(...new TextEncoder().encode(keyword), 0, 1, 0, 0, 0);

/** More than any finding: 64 layers with every stage of both shapes are 2 MB of JSON. */
export const maxJsonBytes = 16_000_000;

/** `png` with `finding` in it, in place of any other. */
export async function putFinding(png: Uint8Array, finding: Finding): Promise<Uint8Array<ArrayBuffer>> {
  const text = await deflate(new TextEncoder().encode(writeFinding(finding)));
  const data = new Uint8Array(head.length + text.length);
  data.set(head);
  data.set(text, head.length);
  const others = readChunks(png).filter((chunk) => !isOurs(chunk));
  return writeChunks([...others.slice(0, -1), { type: 'iTXt', data }, others.at(-1)!]);
}

/**
 * The finding in a PNG; null where there is none, as after a chat has re-encoded the picture.
 *
 * @throws Refusal (`bad-request`) where there is one that cannot be read, or the file is damaged.
 */
export async function takeFinding(png: Uint8Array): Promise<Finding | null> {
  const chunk = readChunks(png).find(isOurs);
  if (!chunk) return null;
  const { data } = chunk;
  if (!head.every((byte, i) => data[i] === byte)) {
    refuse('bad-request', 'This picture holds a finding that is packed in an unknown way: ask for the original file.');
  }
  const json = await inflate(Uint8Array.from(data.subarray(head.length)), maxJsonBytes, 'This picture');
  return readFinding(new TextDecoder().decode(json), 'This picture');
}

function isOurs({ type, data }: Chunk): boolean {
  return type === 'iTXt' && head.subarray(0, keyword.length + 1).every((byte, i) => data[i] === byte);
}
