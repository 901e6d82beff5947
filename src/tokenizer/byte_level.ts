import { ByteLevelDecoder, type Tokenizer } from '@huggingface/tokenizers';

/**
 * The bytes that each token id stands for: byte-level vocabularies write a byte as one printable character, in an
 * alphabet of 256. Special tokens, and ids that are no token, have none.
 */
export function byteLevelTokens(tokenizer: Tokenizer): (id: number) => Uint8Array<ArrayBuffer> {
  const alphabet = new Map(Object.entries(new ByteLevelDecoder({ type: 'ByteLevel' }).byte_decoder));
  const added = tokenizer.get_added_tokens_decoder();
  const utf8 = new TextEncoder();
  return (id) => {
    const token = added.get(id)?.special ? undefined : tokenizer.id_to_token(id);
    if (token === undefined) return new Uint8Array();
    const bytes = Array.from(token, (character) => alphabet.get(character));
    // As in Python's tokenizers: a token that is not written in the alphabet stands for itself.
    return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes, Number) : utf8.encode(token);
  };
}
