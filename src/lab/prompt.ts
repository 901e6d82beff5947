import { refuse } from '../result.ts';
import type { Prompt } from './contract/diagnosis.ts';
import type { Model } from './model.ts';

/** The ids of a prompt. Refuses with `no-tokenizer`; with `bad-request` where it is empty or an id is outside the vocabulary. */
export async function promptTokens({ info, tokenizer }: Model, prompt: Prompt): Promise<number[]> {
  if ('text' in prompt && !tokenizer) refuse('no-tokenizer', info.cannotChat!);
  const tokens = 'tokens' in prompt ? prompt.tokens : await tokenizer!.encode(prompt.text);
  const { vocabSize } = info.config;
  if (tokens.length === 0) refuse('bad-request', 'The prompt is empty: give at least one token.');
  const stray = tokens.find((id) => !Number.isInteger(id) || id < 0 || id >= vocabSize);
  if (stray !== undefined)
    refuse('bad-request', `Token ${stray} is outside the vocabulary: ids are 0 to ${vocabSize - 1}.`);
  return tokens;
}
