import type { TokenMasks } from '../grammar/token_masks.ts';
import type { TokenTrie } from '../grammar/token_trie.ts';
import type { Constraint } from '../model/sampling/constraint.ts';
import { refuse } from '../result.ts';
import type { AnswerStart } from '../tokenizer/stream/answer_splitter.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { AnswerFormat } from '../vocabulary/answer_format.ts';
import type { Model } from './model.ts';

/** Of 151,936 ids a trie takes 8 MB, and half a second to make. */
const tries = new WeakMap<Tokenizer, TokenTrie>();

/**
 * Keeps an answer to JSON, behind its thoughts. What it takes is fetched here, for the first such answer. Refuses with
 * `no-tokenizer`; with `bad-request` for a schema that is not understood, and for thoughts whose end is no token.
 */
export async function jsonAnswer(
  { info, tokenizer, eosIds }: Model,
  format: AnswerFormat,
  asked: { start: AnswerStart; thinking: boolean },
): Promise<JsonAnswer> {
  if (!tokenizer) refuse('no-tokenizer', info.cannotChat!);
  const [{ matcherOf }, { TokenMasks }, { TokenTrie }] = await Promise.all([
    import('../grammar/schema/schema.ts'),
    import('../grammar/token_masks.ts'),
    import('../grammar/token_trie.ts'),
  ]);
  const trie = tries.get(tokenizer) ?? new TokenTrie(tokenizer.textTokens(), info.config.vocabSize);
  tries.set(tokenizer, trie);
  return new JsonAnswer(new TokenMasks(matcherOf(format.schema), trie, eosIds), tokenizer.tagIds, asked, eosIds);
}

/** What comes: what may still be thoughts, thoughts, or JSON. */
type Phase = 'start' | 'thinking' | 'json';

class JsonAnswer implements Constraint {
  #phase: Phase;
  #position: number;

  constructor(
    private readonly masks: TokenMasks,
    private readonly tags: Tokenizer['tagIds'],
    { start, thinking }: { start: AnswerStart; thinking: boolean },
    private readonly endIds: readonly number[],
  ) {
    this.#position = masks.matcher.start;
    const mayThink = start === 'either' && thinking && tags.open !== undefined && tags.close !== undefined;
    if (start === 'thinking' && tags.close === undefined) {
      refuse('bad-request', 'This model has no token that ends its thoughts: switch thinking off for answers in JSON.');
    }
    this.#phase = start === 'thinking' ? 'thinking' : mayThink ? 'start' : 'json';
  }

  mask(): Uint32Array<ArrayBuffer> {
    // An answer that ended in its thoughts would be none.
    if (this.#phase === 'thinking') return this.masks.allBut(this.endIds);
    const mask = this.masks.at(this.#position);
    return this.#phase === 'start' ? this.masks.with(mask, this.tags.open!) : mask;
  }

  push(id: number): void {
    if (this.#phase === 'thinking') {
      if (id === this.tags.close) this.#phase = 'json';
    } else if (this.#phase === 'start' && id === this.tags.open) {
      this.#phase = 'thinking';
    } else {
      this.#phase = 'json';
      if (!this.endIds.includes(id)) this.#position = this.masks.after(this.#position, id);
    }
  }
}

export type { JsonAnswer };
