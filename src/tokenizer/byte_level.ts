import { ByteLevelPreTokenizer, type Tokenizer } from '@huggingface/tokenizers';

const { byte_encoder: characters } = new ByteLevelPreTokenizer({ type: 'ByteLevel' });

/** How byte-level vocabularies write the 256 bytes: each as one printable character. */
export const byteAlphabet: ReadonlyMap<string, number> = new Map(
  Object.entries(characters).map(([byte, character]) => [character, Number(byte)]),
);

/** The bytes that each token id stands for; none for special tokens and for ids that are no token. */
export function byteLevelTokens(tokenizer: Tokenizer): (id: number) => Uint8Array<ArrayBuffer> {
  const added = tokenizer.get_added_tokens_decoder();
  const utf8 = new TextEncoder();
  return (id) => {
    const token = added.get(id)?.special ? undefined : tokenizer.id_to_token(id);
    if (token === undefined) return new Uint8Array();
    const bytes = Array.from(token, (character) => byteAlphabet.get(character));
    // As in Python's tokenizers: a token that is not written in the alphabet stands for itself.
    return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : utf8.encode(token);
  };
}
