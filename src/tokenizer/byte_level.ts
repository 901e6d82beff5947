import { ByteLevelPreTokenizer, type Tokenizer } from '@huggingface/tokenizers';
import type { TokenBytes } from './token_table.ts';

const { byte_encoder: characters } = new ByteLevelPreTokenizer({ type: 'ByteLevel' });

/** The printable character by which byte-level vocabularies write each of the 256 bytes. */
export const byteAlphabet: ReadonlyMap<string, number> = new Map(
  Object.entries(characters).map(([byte, character]) => [character, Number(byte)]),
);

/** Of every UTF-16 unit below 0x180, which hold the alphabet: its byte, or -1. */
const byteOfUnit = Int16Array.from({ length: 0x180 }, (_, unit) => byteAlphabet.get(String.fromCharCode(unit)) ?? -1);

/** The bytes of the ids 0 to `largestId`. */
export function tokenBytes(pipeline: Tokenizer, largestId: number): TokenBytes {
  const added = pipeline.get_added_tokens_decoder();
  const each = Array.from({ length: largestId + 1 }, (_, id) =>
    added.get(id)?.special ? none : bytesOf(pipeline.id_to_token(id) ?? ''),
  );
  const ends = new Uint32Array(each.length);
  each.reduce((end, { length }, id) => (ends[id] = end + length), 0);
  const bytes = new Uint8Array(ends.at(-1) ?? 0);
  each.forEach((part, id) => bytes.set(part, ends[id]! - part.length));
  return { bytes, ends };
}

const none = new Uint8Array();
const utf8 = new TextEncoder();

function bytesOf(token: string): Uint8Array {
  const bytes = new Uint8Array(token.length);
  for (let at = 0; at < token.length; at++) {
    const byte = byteOfUnit[token.charCodeAt(at)] ?? -1;
    // As in Python's tokenizers, a token outside the alphabet stands for itself.
    if (byte < 0) return utf8.encode(token);
    bytes[at] = byte;
  }
  return bytes;
}
