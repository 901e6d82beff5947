import { byteAlphabet } from './byte_level.ts';
import type { TokenizerFiles } from './files.ts';

/** A tokenizer.json of Qwen3's kind: the ids of bytes are the bytes, two merges, three special tokens, the thinking tags. */
export function smallTokenizerJson() {
  return {
    added_tokens: [
      { id: 258, content: '<|im_start|>', special: true },
      { id: 259, content: '<|im_end|>', special: true },
      { id: 260, content: '<|endoftext|>', special: true },
      { id: 261, content: '<think>', special: false },
      { id: 262, content: '</think>', special: false },
    ],
    normalizer: { type: 'NFC' },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: ' ?\\p{L}+|\\s+|.' }, behavior: 'Isolated', invert: false },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false },
      ],
    },
    decoder: { type: 'ByteLevel' },
    model: {
      type: 'BPE',
      vocab: {
        ...Object.fromEntries<unknown>(byteAlphabet),
        he: 256,
        hel: 257,
      },
      merges: [
        ['h', 'e'],
        ['he', 'l'],
      ] as unknown,
    },
  };
}

/** A checkpoint without tokenizer files. */
export const noFiles: TokenizerFiles = {
  tokenizer: null,
  tokenizerConfig: null,
  chatTemplate: null,
  chatTemplateJson: null,
  specialTokensMap: null,
  parts: null,
};

/** Files of a checkpoint with that tokenizer and `chatTemplate`. */
export function smallFiles(chatTemplate: string | null): TokenizerFiles {
  return { ...noFiles, tokenizer: JSON.stringify(smallTokenizerJson()), chatTemplate };
}
