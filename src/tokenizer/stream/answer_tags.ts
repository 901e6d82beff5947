import type { AnswerTags } from '../../model/families/family.ts';

/** Which of the tags around thoughts and tool calls. */
export type Tag = keyof AnswerTags;

/** What an answer is made of: text and tags. */
export type Piece = { text: string } | { tag: Tag };

/** Finds spelled tags in text that comes in pieces: for vocabularies in which a tag is no token. */
export class SpelledTags {
  /** What may be the beginning of a tag. */
  #held = '';

  constructor(
    private readonly tags: AnswerTags,
    /** Those to look for. */
    private readonly spelled: readonly Tag[],
  ) {}

  push(text: string): Piece[] {
    this.#held += text;
    const pieces: Piece[] = [];
    for (let found = this.#first(); found; found = this.#first()) {
      pieces.push(...this.#take(found.at), { tag: found.tag });
      this.#held = this.#held.slice(this.tags[found.tag].length);
    }
    return [...pieces, ...this.#take(this.#held.length - this.#beginningLength())];
  }

  /** What was held back in case it began a tag. */
  flush(): Piece[] {
    return this.#take(this.#held.length);
  }

  #first(): { tag: Tag; at: number } | undefined {
    return this.spelled
      .map((tag) => ({ tag, at: this.#held.indexOf(this.tags[tag]) }))
      .filter(({ at }) => at >= 0)
      .toSorted((a, b) => a.at - b.at)[0];
  }

  #take(length: number): Piece[] {
    const text = this.#held.slice(0, length);
    this.#held = this.#held.slice(length);
    return text === '' ? [] : [{ text }];
  }

  /** Length of the longest end of what is held that may be the beginning of a tag. */
  #beginningLength(): number {
    const longest = Math.max(0, ...this.spelled.map((tag) => this.tags[tag].length - 1));
    for (let length = Math.min(this.#held.length, longest); length > 0; length -= 1) {
      const end = this.#held.slice(-length);
      if (this.spelled.some((tag) => this.tags[tag].startsWith(end))) return length;
    }
    return 0;
  }
}
