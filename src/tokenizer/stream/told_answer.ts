import type { AnswerPart } from './answer_splitter.ts';

/** A part of an answer as it is told of, once it is known. */
export interface ToldPart extends AnswerPart {
  /** Of the tokens since the part before. */
  ids: readonly number[];
  /** How many tokens the answer has so far. */
  tokens: number;
  /** Positions of the context that are in use. */
  contextUsed: number;
  elapsedMs: number;
}

/** Tells of an answer part by part, and times its tokens and its thoughts. All times are in ms since the answer was asked for. */
export class ToldAnswer {
  tokens = 0;
  contextUsed = 0;
  #unreported: number[] = [];
  #firstMs: number | null = null;
  #lastMs = 0;
  #thinkingFrom: number | null = null;
  #thinkingMs: number | null = null;

  constructor(
    private readonly tell: (part: ToldPart) => void,
    private readonly elapsed: () => number,
  ) {}

  /** Something of the answer has come: with its ids where they are known. */
  arrive(ids: readonly number[] = []): void {
    this.#lastMs = this.elapsed();
    this.#firstMs ??= this.#lastMs;
    this.#unreported.push(...ids);
  }

  show(parts: readonly AnswerPart[]): void {
    for (const part of parts) {
      const elapsedMs = this.elapsed();
      // What was taken for the answer were thoughts: they began with its first token.
      if (part.channel === 'thinking') this.#thinkingFrom ??= part.instead ? (this.#firstMs ?? elapsedMs) : elapsedMs;
      else this.#endThoughts(elapsedMs);
      const { tokens, contextUsed } = this;
      this.tell({ ...part, ids: this.#unreported, tokens, contextUsed, elapsedMs });
      this.#unreported = [];
    }
  }

  /** Tells of what was held back, and of ids that are no characters. */
  end(rest: readonly AnswerPart[]): void {
    this.show(rest.length > 0 || this.#unreported.length === 0 ? rest : [{ channel: 'answer', text: '' }]);
    this.#endThoughts(this.elapsed());
  }

  figures(): { tokens: number; timeToFirstTokenMs: number; decodeMs: number; thinkingMs: number | null } {
    const first = this.#firstMs ?? this.#lastMs;
    return {
      tokens: this.tokens,
      timeToFirstTokenMs: this.#firstMs ?? 0,
      decodeMs: this.#lastMs - first,
      thinkingMs: this.#thinkingMs,
    };
  }

  #endThoughts(elapsedMs: number): void {
    if (this.#thinkingFrom !== null) this.#thinkingMs ??= elapsedMs - this.#thinkingFrom;
  }
}
