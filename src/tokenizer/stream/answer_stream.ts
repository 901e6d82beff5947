import type { AnswerTags } from '../../model/families/family.ts';
import { TextStream } from './text_stream.ts';
import { AnswerSplitter, type AnswerPart, type AnswerStart } from './answer_splitter.ts';
import { SpelledTags, type Piece, type Tag } from './answer_tags.ts';

/** What has to be known of a vocabulary to read an answer in it. */
export interface AnswerVocabulary {
  /** The bytes of a token; none for special ones. */
  bytesOf: (id: number) => Uint8Array<ArrayBuffer>;
  tags: AnswerTags;
  /** Ids of the tags that are tokens. Only those without one are found by their spelling. */
  tagIds: Partial<Record<Tag, number>>;
}

/** Reads an answer as its token ids come: whole characters, thoughts and tool calls apart from what is said. */
export class AnswerStream {
  readonly #text: TextStream;
  readonly #spelled: SpelledTags;
  readonly #splitter: AnswerSplitter;
  readonly #tagOf: ReadonlyMap<number, Tag>;

  /** `callable` is whether the model was told of tools: without any, the tags of tool calls are text. */
  constructor({ bytesOf, tags, tagIds }: AnswerVocabulary, start: AnswerStart, callable: boolean) {
    this.#text = new TextStream(bytesOf);
    const names: Tag[] = ['open', 'close', ...(callable ? (['openCall', 'closeCall'] as const) : [])];
    this.#spelled = new SpelledTags(
      tags,
      names.filter((tag) => tagIds[tag] === undefined),
    );
    this.#tagOf = new Map(names.flatMap((tag) => (tagIds[tag] === undefined ? [] : [[tagIds[tag], tag]])));
    this.#splitter = new AnswerSplitter(tags, start, callable);
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
export function joined(parts: readonly AnswerPart[]): { thinking: string; answer: string; calls: string[] } {
  const said = { thinking: '', answer: '' };
  const calls: string[] = [];
  for (const { channel, text, instead, begins } of parts) {
    if (instead) said.answer = '';
    if (begins) calls.push('');
    if (channel === 'call') calls.push(calls.pop()! + text);
    else said[channel] += text;
  }
  return { ...said, calls };
}
