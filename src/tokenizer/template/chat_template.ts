import { Template } from '@huggingface/jinja';
import * as v from 'valibot';
import { checked } from '../../model/checkpoint/json/checked.ts';
import { parseObject } from '../../model/checkpoint/json/json.ts';
import { oneLine } from '../../model/checkpoint/json/show.ts';
import { refuse } from '../../result.ts';
import type { TokenizerFiles } from '../files.ts';
import { bindStripArguments, stripGlobals } from './python_strip.ts';

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
  /** What an assistant thought before it answered. The chat template decides whether the model sees it again. */
  thinking?: string;
}

/** The names that transformers gives the special tokens in a template. */
const SPECIAL_TOKENS = [
  'bos_token',
  'eos_token',
  'unk_token',
  'sep_token',
  'pad_token',
  'cls_token',
  'mask_token',
] as const;

const specialToken = v.nullish(
  v.union([v.string(), v.object({ content: v.string() })], 'it must be a token, an object with its content, or null'),
);
const namedTemplates = v.array(v.object({ name: v.string(), template: v.string() }));
const configSchema = v.object({
  ...v.entriesFromList(SPECIAL_TOKENS, specialToken),
  chat_template: v.nullish(
    v.union([v.string(), namedTemplates], 'it must be a template or a list of objects with name and template'),
  ),
});

/** A model's rule for turning a conversation into the text that the model continues. */
export class ChatTemplate {
  readonly #file: string;
  readonly #template: Template;
  readonly #specialTokens: Record<string, string>;

  /**
   * @param file The file that `source` comes from, for messages.
   * @throws Refusal ('bad-checkpoint') when it does not parse.
   */
  constructor(file: string, source: string, specialTokens: Record<string, string>) {
    this.#file = file;
    this.#specialTokens = specialTokens;
    try {
      this.#template = new Template(source);
      bindStripArguments(this.#template.parsed);
    } catch (error) {
      const reason = oneLine(error instanceof Error ? error.message : String(error));
      refuse('bad-checkpoint', `${file}: the chat template does not parse (${reason}); take the published file`);
    }
  }

  /**
   * The prompt for the next answer.
   *
   * @throws Refusal ('bad-request') when the template does not take the conversation, such as two questions in a row.
   */
  render(messages: readonly ChatMessage[], options: { thinking: boolean }): string {
    try {
      return this.#template.render({
        messages: messages.map(({ role, content, thinking }) =>
          thinking === undefined ? { role, content } : { role, content, reasoning_content: thinking },
        ),
        add_generation_prompt: true,
        enable_thinking: options.thinking,
        tools: null,
        documents: null,
        ...this.#specialTokens,
        ...stripGlobals,
      });
    } catch (error) {
      const reason = oneLine(error instanceof Error ? error.message : String(error));
      refuse(
        'bad-request',
        `${this.#file}: the chat template rejects the conversation (${reason}); change its messages`,
      );
    }
  }
}

/**
 * The chat template among the files, null when there is none. As in transformers, chat_template.jinja wins over
 * tokenizer_config.json, and of several templates there, the one named `default` is taken.
 *
 * @throws Refusal ('bad-checkpoint') when tokenizer_config.json or the template is malformed.
 */
export function loadChatTemplate({ tokenizerConfig, chatTemplate }: TokenizerFiles): ChatTemplate | null {
  const file = 'tokenizer_config.json';
  const config = tokenizerConfig === null ? {} : checked(configSchema, parseObject(tokenizerConfig, file), file);
  const specialTokens = Object.fromEntries(
    SPECIAL_TOKENS.flatMap((name) => {
      const token = config[name];
      return token ? [[name, typeof token === 'string' ? token : token.content]] : [];
    }),
  );
  if (chatTemplate !== null) return new ChatTemplate('chat_template.jinja', chatTemplate, specialTokens);
  const own = config.chat_template;
  const source = Array.isArray(own) ? own.find(({ name }) => name === 'default')?.template : own;
  return source ? new ChatTemplate(file, source, specialTokens) : null;
}
