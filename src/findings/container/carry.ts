/** A text inside a PNG: one iTXt chunk with a keyword of our own, and the text deflated. */
import { refuse } from '../../result.ts';
import { readFinding, writeFinding, type Finding } from '../format/finding.ts';
import { deflate, inflate } from './deflate.ts';
import { readChunks, writeChunks, type Chunk } from './png.ts';

const keywords = { finding: 'Plumbline finding', board: 'Plumbline board' };
type Carried = keyof typeof keywords;

/** More than any finding: 64 layers with every stage of both shapes are 2 MB of JSON. */
export const maxJsonBytes = 16_000_000;

/** `png` with `finding` in it, in place of any other. */
export function putFinding(png: Uint8Array, finding: Finding): Promise<Uint8Array<ArrayBuffer>> {
  return putText(png, 'finding', writeFinding(finding));
}

/**
 * The finding in a PNG; null where there is none, as after a chat has re-encoded the picture.
 *
 * @throws Refusal (`bad-request`) where there is one that cannot be read, or the file is damaged.
 */
export async function takeFinding(png: Uint8Array): Promise<Finding | null> {
  const json = await takeText(png, 'finding');
  return json === null ? null : readFinding(json, 'This picture');
}

/** `png` with `text` in it, in place of any other of its kind. */
export async function putText(png: Uint8Array, of: Carried, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const head = headOf(of);
  const packed = await deflate(new TextEncoder().encode(text));
  const data = new Uint8Array(head.length + packed.length);
  data.set(head);
  data.set(packed, head.length);
  const others = readChunks(png).filter((chunk) => !holds(chunk, of));
  return writeChunks([...others.slice(0, -1), { type: 'iTXt', data }, others.at(-1)!]);
}

/**
 * The text that {@link putText} put into a PNG; null where there is none.
 *
 * @throws Refusal (`bad-request`) where it does not unpack, or the file is damaged.
 */
export async function takeText(png: Uint8Array, of: Carried): Promise<string | null> {
  const chunk = readChunks(png).find((one) => holds(one, of));
  if (!chunk) return null;
  const head = headOf(of);
  const { data } = chunk;
  if (!head.every((byte, i) => data[i] === byte)) {
    refuse('bad-request', `This picture holds a ${of} that is packed in an unknown way: ask for the original file.`);
  }
  const json = await inflate(Uint8Array.from(data.subarray(head.length)), maxJsonBytes, 'This picture');
  return new TextDecoder().decode(json);
}

/** Keyword, 0; then "compressed", "by deflate", and an empty language and translated keyword, each followed by 0. */
const headOf = (of: Carried) => Uint8Array.of(...new TextEncoder().encode(keywords[of]), 0, 1, 0, 0, 0);

function holds({ type, data }: Chunk, of: Carried): boolean {
  const keyword = headOf(of).subarray(0, keywords[of].length + 1);
  return type === 'iTXt' && keyword.every((byte, i) => data[i] === byte);
}
