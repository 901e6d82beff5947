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
