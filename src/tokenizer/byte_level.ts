import { ByteLevelPreTokenizer, type Tokenizer } from '@huggingface/tokenizers';

const { byte_encoder: characters } = new ByteLevelPreTokenizer({ type: 'ByteLevel' });

/** The printable character by which byte-level vocabularies write each of the 256 bytes. */
export const byteAlphabet: ReadonlyMap<string, number> = new Map(
  Object.entries(characters).map(([byte, character]) => [character, Number(byte)]),
);

/** The bytes of each token id; none for special tokens and for ids without a token. */
export function byteLevelTokens(tokenizer: Tokenizer): (id: number) => Uint8Array<ArrayBuffer> {
  const added = tokenizer.get_added_tokens_decoder();
  const utf8 = new TextEncoder();
  return (id) => {
    const token = added.get(id)?.special ? undefined : tokenizer.id_to_token(id);
    if (token === undefined) return new Uint8Array();
    const bytes = Array.from(token, (character) => byteAlphabet.get(character));
    // As in Python's tokenizers, a token outside the alphabet stands for itself.
    return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : utf8.encode(token);
  };
}

/** What each token says by itself: see `Tokenizer.spell`. */
export function spellings(tokenizer: Tokenizer, bytesOf: (id: number) => Uint8Array<ArrayBuffer>) {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  return (id: number): string => {
    const bytes = bytesOf(id);
    if (bytes.length === 0) return tokenizer.id_to_token(id) ?? `#${id}`;
    const text = utf8.decode(bytes);
    if (!text.includes('\ufffd')) return text;
    return Array.from(bytes, (byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`).join('');
  };
}
