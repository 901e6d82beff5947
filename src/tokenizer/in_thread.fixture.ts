/** Tokenizers in the caller's own thread, for files that can be trusted. */
import type { AnswerTags } from '../model/families/family.ts';
import { Encoder } from './encoder.ts';
import type { TokenizerFiles } from './files.ts';
import { ChatTemplate, findChatTemplate, type ChatMessage, type PromptOptions } from './template/chat_template.ts';
import { probe } from './template/probe.ts';
import { Tokenizer } from './tokenizer.ts';

export async function openHere(files: TokenizerFiles, { answerTags }: { answerTags: AnswerTags }): Promise<Tokenizer> {
  const encoder = new Encoder(files, answerTags);
  return new Tokenizer({ ...encoder.opened, ...encoder.tryTemplate() }, answerTags, {
    encode: async (text, mark) => encoder.encode(text, mark),
    render: async (messages, options) => encoder.render(messages, options),
    end() {},
  });
}

/** All that a tokenizer does, at once. */
export function createTokenizer(files: TokenizerFiles, answerTags: AnswerTags) {
  const encoder = new Encoder(files, answerTags);
  const facts = { ...encoder.opened, ...encoder.tryTemplate() };
  const reader = new Tokenizer(facts, answerTags, {
    encode: () => Promise.reject(new Error('this tokenizer encodes at once')),
    render: () => Promise.reject(new Error('this tokenizer renders at once')),
    end() {},
  });
  return {
    reader,
    largestId: reader.largestId,
    endOfTurnIds: reader.endOfTurnIds,
    decode: (ids: readonly number[]) => reader.decode(ids),
    encode: (text: string) => encoder.encode(text),
    chatPrompt(messages: readonly ChatMessage[], options: PromptOptions) {
      const { text, mark, start } = encoder.render(messages, options);
      return { ids: encoder.encode(text, mark), start };
    },
  };
}

/** The chat template among the files, which renders, and what it heeds; null where there is none. */
export function loadChatTemplate(files: TokenizerFiles) {
  const source = findChatTemplate(files);
  if (source === null) return null;
  const template = new ChatTemplate(source);
  return Object.assign(template, { heeds: probe(template) });
}
