import type { AnswerTags } from '../model/families/family.ts';
import { refuse } from '../result.ts';
import { Encoder } from '../tokenizer/encoder.ts';
import type { TokenizerFiles } from '../tokenizer/files.ts';
import { missingTemplate } from '../tokenizer/missing.ts';
import { AnswerStream } from '../tokenizer/stream/answer_stream.ts';
import type { AnswerStart } from '../tokenizer/stream/answer_splitter.ts';
import { asInTransformers } from '../tokenizer/template/chat_template.ts';
import { TokenReader } from '../tokenizer/token_table.ts';
import type { Conversed } from '../worker/api.ts';
import type { OtherIds } from './contract.ts';
import type { Library } from './library.ts';

/** Text with what tokenizers part on: scripts, digits, spaces, code, tags, and characters of several units. */
const texts = [
  'The quick brown fox jumps over 13 lazy dogs.',
  '  def f(x):\n\treturn x**2  # squared\n\n',
  'Straße, naïve, 東京は晴れ, Здравствуй, مرحبا, 👩‍👩‍👧 🇫🇷',
  '1234567890 3.14159 -0.5e10\r\n\u00a0\u3000end',
  '<think>\n\n</think>\n\n{"a": [1, 2]}',
];

const conversations: Conversed[] = [
  { messages: [{ role: 'user', content: texts[0]! }], thinking: true },
  { messages: [{ role: 'user', content: texts[2]! }], thinking: false },
  {
    messages: [
      { role: 'system', content: 'Answer in one word.' },
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Hi', thinking: 'A greeting.' },
      { role: 'user', content: texts[1]! },
    ],
    thinking: true,
  },
];

/** Prompts and answers of a checkpoint: by this page's own tokenizer, and by that of transformers.js. */
export class Prompts {
  readonly #own: Encoder;
  readonly #reader: TokenReader;
  readonly endOfTurnIds: readonly number[];

  /** A stranger's template runs here: whoever waits for it ends this worker. */
  constructor(
    files: TokenizerFiles,
    private readonly tags: AnswerTags,
    private readonly theirs: Library['tokenizer'],
  ) {
    this.#own = new Encoder(files, tags);
    this.#reader = new TokenReader(this.#own.opened.table);
    this.endOfTurnIds = this.#own.tryTemplate().endOfTurnIds;
  }

  /**
   * The prompt for the next answer, as this page's engine has it: messages are text, whatever tokens they spell. transformers.js would
   * take those for tokens.
   */
  prompt({ messages, ...options }: Conversed): { ids: number[]; start: AnswerStart } {
    const { text, mark, start } = this.#own.render(messages, options);
    return { ids: this.#own.encode(text, mark), start };
  }

  /** Ids by transformers.js's own tokenizer and template. */
  encode(of: { text: string } | Conversed): number[] {
    if ('text' in of) return this.theirs.encode(of.text, { add_special_tokens: false });
    if (this.#own.opened.templateFile === null) refuse('no-tokenizer', missingTemplate);
    const options = {
      add_generation_prompt: true,
      enable_thinking: of.thinking,
      tools: of.tools?.length ? [...of.tools] : null,
      return_tensor: false as const,
      return_dict: false as const,
    };
    return this.theirs.apply_chat_template(of.messages.map(asInTransformers), options);
  }

  /** Gives both the same texts and, with a template, conversations. */
  compare(): { compared: number; other: OtherIds | null } {
    const withTemplate = this.#own.opened.templateFile !== null ? conversations : [];
    const of = [...texts.map((text) => ({ text })), ...withTemplate];
    for (const each of of) {
      const here = 'text' in each ? this.#own.encode(each.text) : this.prompt(each).ids;
      const there = this.encode(each);
      if (here.join() === there.join()) continue;
      const text = 'text' in each ? each.text : each.messages.map(({ content }) => content).join('\n');
      return { compared: of.length, other: { text, here, there } };
    }
    return { compared: of.length, other: null };
  }

  /** A reader of an answer, for ids that come one by one. */
  answerStream(start: AnswerStart, callable: boolean): AnswerStream {
    const { tagIds } = this.#own.opened;
    return new AnswerStream({ bytesOf: this.#reader.bytesOf, tags: this.tags, tagIds }, start, callable);
  }
}
