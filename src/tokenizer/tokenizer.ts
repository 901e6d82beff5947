import { Tokenizer as Pipeline } from '@huggingface/tokenizers';
import { oneLine } from '../model/checkpoint/json/show.ts';
import type { AnswerTags } from '../model/families/family.ts';
import { refuse } from '../result.ts';
import { byteLevelTokens, spellings } from './byte_level.ts';
import { endOfTurnIds } from './end_of_turn.ts';
import { tokenizerFromParts } from './from_parts.ts';
import { loadChatTemplate, type ChatMessage, type PromptOptions } from './template/chat_template.ts';
import type { TokenizerFiles } from './files.ts';
import { AnswerStream } from './stream/answer_stream.ts';
import type { Tag } from './stream/answer_tags.ts';
import { TextStream } from './stream/text_stream.ts';
import type { AnswerStart } from './stream/answer_splitter.ts';
import { markTokens } from './template/marked.ts';
import type { Heeded } from './template/probe.ts';
import { parseTokenizerJson, type TokenizerJson } from './tokenizer_json.ts';

export interface ChatPrompt {
  ids: number[];
  start: AnswerStart;
}

export interface Tokenizer {
  /** The largest id that it produces, to be checked against the model's vocabulary. */
  readonly largestId: number;
  /** Ids that end an answer, by the tokenizer's own files. */
  readonly endOfTurnIds: readonly number[];
  /** What the chat template heeds. */
  readonly heeds: Heeded;
  /** Ids of the tags around thoughts and tool calls, where they are tokens. */
  readonly tagIds: Readonly<Partial<Record<Tag, number>>>;
  /** The tokens that stand for text, with their bytes: none that were added to the vocabulary. */
  textTokens(): { id: number; bytes: Uint8Array }[];
  /** Ids of `text`. Special tokens in it are recognised, none are added. */
  encode(text: string): number[];
  /** Text of `ids`, without special tokens and unknown ids. Bytes that are not UTF-8 become U+FFFD. */
  decode(ids: readonly number[]): string;
  /** A decoder for ids that come one by one. */
  textStream(): TextStream;
  /** The token alone, to be read by a person: a special token's name, and bytes that are no characters as `<0xF0>`. */
  spell(id: number): string;
  /**
   * The prompt for the next answer. Messages are encoded as text, whatever tokens they spell. Refuses without a chat template, or when
   * the template rejects the conversation.
   */
  chatPrompt(messages: readonly ChatMessage[], options: PromptOptions): ChatPrompt;
  /** A reader of an answer, for ids that come one by one. `callable` is whether the prompt told of tools. */
  answerStream(start: AnswerStart, callable: boolean): AnswerStream;
}

const MISSING_TOKENIZER =
  'tokenizer.json is missing, and so are vocab.json and merges.txt: add the tokenizer files of the model beside its weights. Until then only traces with token ids run.';
const MISSING_TEMPLATE =
  'The chat template is missing: add chat_template.jinja, or a tokenizer_config.json with a chat_template, beside the weights. Until then only traces run.';

/** Whether there are files to make a tokenizer of. */
export function hasTokenizer({ tokenizer, parts }: TokenizerFiles): boolean {
  return tokenizer !== null || parts !== null;
}

/**
 * Null when a checkpoint with these files can chat; else what is missing and the remedy.
 *
 * @throws Refusal ('bad-checkpoint') when the file with the chat template is malformed.
 */
export function whyNoChat(files: TokenizerFiles): string | null {
  if (!hasTokenizer(files)) return MISSING_TOKENIZER;
  return loadChatTemplate(files) === null ? MISSING_TEMPLATE : null;
}

/**
 * The tokenizer of a checkpoint, from its own files. Takes about half a second for 150,000 tokens.
 *
 * @throws Refusal ('no-tokenizer') without tokenizer.json, ('bad-checkpoint') for the first file and field that does not fit.
 */
export function createTokenizer(files: TokenizerFiles, answerTags: AnswerTags): Tokenizer {
  const json = tokenizerJsonOf(files);
  const template = loadChatTemplate(files);
  const pipeline = createPipeline(json);
  const bytesOf = byteLevelTokens(pipeline);
  const textStream = () => new TextStream(bytesOf);
  const added = [...pipeline.get_added_tokens_decoder().values()];
  const tagIds = Object.fromEntries(
    (Object.keys(answerTags) as Tag[]).flatMap((tag) =>
      added.filter(({ content }) => content === answerTags[tag]).map(({ id }) => [tag, id]),
    ),
  );
  const tokens = [...new Set([...added.map(({ content }) => content), ...Object.values(answerTags)])];

  const encode = (text: string) => pipeline.encode(text).ids;

  return {
    largestId: largestId(json),
    endOfTurnIds: endOfTurnIds(pipeline, template),
    heeds: template?.heeds ?? { thinking: false, tools: false },
    tagIds,
    textTokens() {
      const isAdded = pipeline.get_added_tokens_decoder();
      return Array.from({ length: largestId(json) + 1 }, (_, id) => ({ id, bytes: bytesOf(id) })).filter(
        ({ id, bytes }) => bytes.length > 0 && !isAdded.has(id),
      );
    },
    encode,
    textStream,
    decode(ids) {
      const text = textStream();
      return ids.map((id) => text.push(id)).join('') + text.flush();
    },
    spell: spellings(pipeline, bytesOf),
    chatPrompt(messages, options) {
      if (template === null) refuse('no-tokenizer', MISSING_TEMPLATE);
      const { marked, mark } = markTokens({ messages, tools: options.tools ?? [] }, tokens);
      const text = template.render(marked.messages, { ...options, tools: marked.tools });
      return { ids: encodeMarked(pipeline, text, mark), start: startOf(text.trimEnd(), answerTags) };
    },
    answerStream: (start, callable) => new AnswerStream({ bytesOf, tags: answerTags, tagIds }, start, callable),
  };
}

function tokenizerJsonOf({ tokenizer, parts, tokenizerConfig }: TokenizerFiles): TokenizerJson {
  if (tokenizer !== null) return parseTokenizerJson(tokenizer);
  if (parts !== null) return tokenizerFromParts(parts, tokenizerConfig);
  return refuse('no-tokenizer', MISSING_TOKENIZER);
}

/** The library can still reject the pattern of a file that has passed its schema. */
function createPipeline(json: TokenizerJson): Pipeline {
  try {
    // Post-processors only add special tokens, which the chat template does here. Byte-level BPE needs nothing from the
    // second argument, the config.
    return new Pipeline({ ...json, post_processor: null }, {});
  } catch (error) {
    const reason = oneLine(error instanceof Error ? error.message : String(error));
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
