import type { ThinkingTags } from '../../model/families/family.ts';
import { TextStream } from './text_stream.ts';
import { ThinkingSplitter, type AnswerPart, type AnswerStart } from './thinking_splitter.ts';
import { SpelledTags, type Piece, type Tag } from './thinking_tags.ts';

/** What has to be known of a vocabulary to read an answer in it. */
export interface AnswerVocabulary {
  /** The bytes of a token; none for special ones. */
  bytesOf: (id: number) => Uint8Array<ArrayBuffer>;
  tags: ThinkingTags;
  /** Ids of the tags that are tokens. Only those without one are found by their spelling. */
  tagIds: Partial<Record<Tag, number>>;
}

/** Reads an answer as its token ids come: whole characters, thoughts apart from what is said. */
export class AnswerStream {
  readonly #text: TextStream;
  readonly #spelled: SpelledTags;
  readonly #splitter: ThinkingSplitter;
  readonly #tagOf: ReadonlyMap<number, Tag>;

  constructor({ bytesOf, tags, tagIds }: AnswerVocabulary, start: AnswerStart) {
    this.#text = new TextStream(bytesOf);
    const names = ['open', 'close'] as const;
    this.#spelled = new SpelledTags(
      tags,
      names.filter((tag) => tagIds[tag] === undefined),
    );
    this.#tagOf = new Map(names.flatMap((tag) => (tagIds[tag] === undefined ? [] : [[tagIds[tag], tag]])));
    this.#splitter = new ThinkingSplitter(tags, start);
  }

  push(id: number): AnswerPart[] {
    const tag = this.#tagOf.get(id);
    if (tag === undefined) return this.#split(this.#spelled.push(this.#text.push(id)));
    return this.#split([...this.#rest(), { tag }]);
  }

  /** What was held back when no more ids come. */
  flush(): AnswerPart[] {
    return [...this.#split(this.#rest()), ...this.#splitter.flush()];
  }

  #rest(): Piece[] {
    return [...this.#spelled.push(this.#text.flush()), ...this.#spelled.flush()];
  }

  #split(pieces: Piece[]): AnswerPart[] {
    return pieces.flatMap((piece) => this.#splitter.push(piece));
  }
}

/** All that parts say. */
export function joined(parts: readonly AnswerPart[]): Record<AnswerPart['channel'], string> {
  const said = { thinking: '', answer: '' };
  for (const { channel, text, instead } of parts) {
    if (instead) said.answer = '';
    said[channel] += text;
  }
  return said;
}
