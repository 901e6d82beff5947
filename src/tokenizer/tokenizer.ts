import type { AnswerTags } from '../model/families/family.ts';
import type { Opened, Rendered, Tried } from './encoder.ts';
import type { TokenizerFiles } from './files.ts';
import { missingTemplate, missingTokenizer } from './missing.ts';
import type { AnswerStart } from './stream/answer_splitter.ts';
import { AnswerStream } from './stream/answer_stream.ts';
import { TextStream } from './stream/text_stream.ts';
import type { ChatMessage, PromptOptions } from './template/chat_template.ts';
import { TokenReader } from './token_table.ts';

export interface ChatPrompt {
  ids: number[];
  start: AnswerStart;
}

/** An {@link Encoder} wherever it runs. */
export interface RemoteEncoder {
  encode(text: string, mark?: string): Promise<number[]>;
  render(messages: readonly ChatMessage[], options: PromptOptions): Promise<Rendered>;
  /** Frees what it holds. Another call starts it again. */
  end(): void;
}

/**
 * The tokenizer of a checkpoint. Ids are read here, as they come. Text becomes ids where a stranger's code can do no harm, and so
 * asynchronously.
 */
export class Tokenizer {
  readonly #reader: TokenReader;

  constructor(
    private readonly facts: Opened & Tried,
    private readonly answerTags: AnswerTags,
    private readonly encoder: RemoteEncoder,
  ) {
    this.#reader = new TokenReader(facts.table);
  }

  /** The largest id that it produces, to be checked against the model's vocabulary. */
  get largestId(): number {
    return this.facts.table.ends.length - 1;
  }

  /** Ids that end an answer, by the tokenizer's own files. */
  get endOfTurnIds(): readonly number[] {
    return this.facts.endOfTurnIds;
  }

  /** What the chat template heeds. */
  get heeds(): Tried['heeds'] {
    return this.facts.heeds;
  }

  /** Ids of the tags around thoughts and tool calls, where they are tokens. */
  get tagIds(): Opened['tagIds'] {
    return this.facts.tagIds;
  }

  get hasTemplate(): boolean {
    return this.facts.templateFile !== null;
  }

  /** The tokens that stand for text, with their bytes: none that were added to the vocabulary. */
  textTokens(): { id: number; bytes: Uint8Array }[] {
    return this.#reader.textTokens();
  }

  /** Ids of `text`. Special tokens in it are recognised, none are added. Refuses what takes too long. */
  encode(text: string): Promise<number[]> {
    return this.encoder.encode(text);
  }

  /** Text of `ids`, without special tokens and unknown ids. Bytes that are not UTF-8 become U+FFFD. */
  decode(ids: readonly number[]): string {
    const text = this.textStream();
    return ids.map((id) => text.push(id)).join('') + text.flush();
  }

  /** A decoder for ids that come one by one. */
  textStream(): TextStream {
    return new TextStream(this.#reader.bytesOf);
  }

  /** The token alone, to be read by a person: a special token's name, and bytes that are no characters as `<0xF0>`. */
  spell(id: number): string {
    return this.#reader.spell(id);
  }

  /**
   * The prompt for the next answer. Messages are encoded as text, whatever tokens they spell. Refuses without a chat template, when
   * the template rejects the conversation, and what takes too long.
   */
  async chatPrompt(messages: readonly ChatMessage[], options: PromptOptions): Promise<ChatPrompt> {
    const { text, mark, start } = await this.encoder.render(messages, options);
    return { ids: await this.encoder.encode(text, mark), start };
  }

  /** A reader of an answer, for ids that come one by one. `callable` is whether the prompt told of tools. */
  answerStream(start: AnswerStart, callable: boolean): AnswerStream {
    const { bytesOf } = this.#reader;
    return new AnswerStream({ bytesOf, tags: this.answerTags, tagIds: this.tagIds }, start, callable);
  }

  /** Frees what encoding takes. To encode again takes as long as to open it. */
  end(): void {
    this.encoder.end();
  }
}

/** Whether there are files to make a tokenizer of. */
export function hasTokenizer({ tokenizer, parts }: TokenizerFiles): boolean {
  return tokenizer !== null || parts !== null;
}

/** Null when a checkpoint with this tokenizer can chat; else what is missing and the remedy. */
export function whyNoChat(tokenizer: Tokenizer | null): string | null {
  if (!tokenizer) return missingTokenizer;
  return tokenizer.hasTemplate ? null : missingTemplate;
}
