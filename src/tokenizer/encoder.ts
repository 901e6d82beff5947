import { Tokenizer as Pipeline } from '@huggingface/tokenizers';
import type { AnswerTags } from '../model/families/family.ts';
import { refuse } from '../result.ts';
import { tokenBytes } from './byte_level.ts';
import { endOfTurnIds } from './end_of_turn.ts';
import type { TokenizerFiles } from './files.ts';
import { tokenizerFromParts } from './from_parts.ts';
import { missingTokenizer, missingTemplate } from './missing.ts';
import type { AnswerStart } from './stream/answer_splitter.ts';
import type { Tag } from './stream/answer_tags.ts';
import { ChatTemplate, findChatTemplate, type ChatMessage, type PromptOptions } from './template/chat_template.ts';
import { markTokens } from './template/marked.ts';
import { probe, type Heeded } from './template/probe.ts';
import type { TokenTable } from './token_table.ts';
import { parseTokenizerJson, type TokenizerJson } from './tokenizer_json.ts';

/** What a tokenizer's files say. */
export interface Opened {
  table: TokenTable;
  /** Ids of the tags around thoughts and tool calls, where they are tokens. */
  tagIds: Partial<Record<Tag, number>>;
  /** The file with the chat template; null where there is none. */
  templateFile: string | null;
}

/** What was seen of a chat template when it was tried. */
export interface Tried {
  /** Ids that end an answer, by the tokenizer's own files. */
  endOfTurnIds: number[];
  heeds: Heeded;
}

/** A conversation as its template has it. */
export interface Rendered {
  text: string;
  /** The character that keeps spelled tokens from being found. */
  mark: string;
  start: AnswerStart;
}

/**
 * Turns text and conversations into ids by a checkpoint's own files. A stranger wrote the template and the pattern that it runs, so it
 * may take any time: the engine calls it in a worker of its own (docs/decisions/081-strangers-code.md).
 */
export class Encoder {
  readonly opened: Opened;
  readonly #pipeline: Pipeline;
  readonly #templateSource: ReturnType<typeof findChatTemplate>;
  readonly #answerTags: AnswerTags;
  /** What a message may not spell. */
  readonly #tokens: readonly string[];
  #template: ChatTemplate | null = null;

  /**
   * Takes about half a second for 150,000 tokens. Nothing of a stranger runs yet.
   *
   * @throws Refusal ('no-tokenizer') without tokenizer.json, ('bad-checkpoint') for the first file and field that does not fit.
   */
  constructor(files: TokenizerFiles, answerTags: AnswerTags) {
    const json = tokenizerJsonOf(files);
    this.#templateSource = findChatTemplate(files);
    this.#pipeline = createPipeline(json);
    this.#answerTags = answerTags;
    const added = new Map([...this.#pipeline.get_added_tokens_decoder()].map(([id, { content }]) => [id, content]));
    this.#tokens = [...new Set([...added.values(), ...Object.values(answerTags)])];
    const idOf = new Map([...added].map(([id, content]) => [content, id]));
    this.opened = {
      table: { ...tokenBytes(this.#pipeline, largestId(json)), added },
      tagIds: Object.fromEntries(
        (Object.keys(answerTags) as Tag[]).flatMap((tag) => {
          const id = idOf.get(answerTags[tag]);
          return id === undefined ? [] : [[tag, id]];
        }),
      ),
      templateFile: this.#templateSource?.file ?? null,
    };
  }

  /** @throws Refusal ('bad-checkpoint') for a chat template that does not parse, or renders no conversation. */
  tryTemplate(): Tried {
    const template = this.#parsed();
    return {
      endOfTurnIds: endOfTurnIds(this.#pipeline, template),
      heeds: template ? probe(template) : { thinking: false, tools: false },
    };
  }

  /** Ids of `text`. Special tokens in it are recognised, unless a `mark` breaks them; none are added. */
  encode(text: string, mark: string | null = null): number[] {
    return mark === null ? this.#pipeline.encode(text).ids : encodeMarked(this.#pipeline, text, mark);
  }

  /**
   * The prompt for the next answer. Messages become text, whatever tokens they spell.
   *
   * @throws Refusal ('no-tokenizer') without a chat template, ('bad-request') when it rejects the conversation.
   */
  render(messages: readonly ChatMessage[], options: PromptOptions): Rendered {
    const template = this.#parsed() ?? refuse('no-tokenizer', missingTemplate);
    const { marked, mark } = markTokens({ messages, tools: options.tools ?? [] }, this.#tokens);
    const text = template.render(marked.messages, { ...options, tools: marked.tools });
    return { text, mark, start: startOf(text.trimEnd(), this.#answerTags) };
  }

  #parsed(): ChatTemplate | null {
    this.#template ??= this.#templateSource && new ChatTemplate(this.#templateSource);
    return this.#template;
  }
}

function tokenizerJsonOf({ tokenizer, parts, tokenizerConfig }: TokenizerFiles): TokenizerJson {
  if (tokenizer !== null) return parseTokenizerJson(tokenizer);
  if (parts !== null) return tokenizerFromParts(parts, tokenizerConfig);
  return refuse('no-tokenizer', missingTokenizer);
}

/** The library can still reject the pattern of a file that has passed its schema. */
function createPipeline(json: TokenizerJson): Pipeline {
  try {
    // Post-processors only add special tokens, which the chat template does here. Byte-level BPE needs nothing from the
    // second argument, the config.
    return new Pipeline({ ...json, post_processor: null }, {});
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    refuse('bad-checkpoint', `tokenizer.json: cannot be used (${reason}); take the published file`);
  }
}

/** Ids of a text, in which the mark keeps spelled tokens from being found. */
function encodeMarked(pipeline: Pipeline, text: string, mark: string): number[] {
  const { pre_tokenizer: whole } = pipeline;
  // Tokens are found before the text between them is cut.
  const unmarked = (part: string, options: object) => whole!(part.replaceAll(mark, ''), options);
  try {
    pipeline.pre_tokenizer = unmarked as typeof whole;
    return pipeline.encode(text).ids;
  } finally {
    pipeline.pre_tokenizer = whole;
  }
}

function startOf(prompt: string, { open, close }: AnswerTags): AnswerStart {
  if (prompt.endsWith(open)) return 'thinking';
  return prompt.endsWith(close) ? 'answer' : 'either';
}

function largestId({ model, added_tokens: added }: TokenizerJson): number {
  let largest = added.reduce((largest, { id }) => Math.max(largest, id), 0);
  for (const token in model.vocab) largest = Math.max(largest, model.vocab[token]!);
  return largest;
}
