import { Template } from '@huggingface/jinja';
import * as v from 'valibot';
import { checked } from '../../model/checkpoint/json/checked.ts';
import { parseObject } from '../../model/checkpoint/json/json.ts';
import { oneLine } from '../../model/checkpoint/json/show.ts';
import { refuse } from '../../result.ts';
import type { TokenizerFiles } from '../files.ts';
import { bindPython, pythonGlobals } from './python/bind.ts';
import { probe } from './probe.ts';

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
const templateSchema = v.object({
  chat_template: v.nullish(
    v.union([v.string(), namedTemplates], 'it must be a template or a list of objects with name and template'),
  ),
});
const tokensSchema = v.object(v.entriesFromList(SPECIAL_TOKENS, specialToken));
const configSchema = v.object({ ...tokensSchema.entries, ...templateSchema.entries });

/** A model's rule for turning a conversation into the text that the model continues. */
export class ChatTemplate {
  readonly #template: Template;
  /** Whether prompts differ by `enable_thinking`. */
  readonly switchesThinking: boolean;

  /**
   * @param file The file that `source` comes from, for messages.
   * @param specialTokens By the names that templates know them by.
   * @throws Refusal ('bad-checkpoint') when it does not parse, or does not render.
   */
  constructor(
    readonly file: string,
    source: string,
    readonly specialTokens: Record<string, string>,
  ) {
    try {
      // As Jinja reads it: a file from Windows is the same template.
      this.#template = new Template(source.replace(/\r\n?/g, '\n'));
      bindPython(this.#template.parsed);
    } catch (error) {
      const reason = oneLine(error instanceof Error ? error.message : String(error));
      refuse('bad-checkpoint', `${file}: the chat template does not parse (${reason}); take the published file`);
    }
    ({ switchesThinking: this.switchesThinking } = probe(this));
  }

  /**
   * The prompt for the next answer.
   *
   * @throws Refusal ('bad-request') when the template does not take the conversation, such as two questions in a row.
   */
  render(messages: readonly ChatMessage[], options: { thinking: boolean }): string {
    try {
      return this.evaluate(messages, options);
    } catch (error) {
      const reason = oneLine(error instanceof Error ? error.message : String(error));
      refuse(
        'bad-request',
        `${this.file}: the chat template rejects the conversation (${reason}); change its messages`,
      );
    }
  }

  /** {@link render}, with errors as they come: a {@link Rejection}, or what the library does not know. */
  evaluate(messages: readonly ChatMessage[], options: { thinking: boolean }): string {
    return this.#template.render({
      messages: messages.map(({ role, content, thinking }) =>
        thinking === undefined ? { role, content } : { role, content, reasoning_content: thinking },
      ),
      add_generation_prompt: true,
      enable_thinking: options.thinking,
      tools: null,
      documents: null,
      ...this.specialTokens,
      ...pythonGlobals,
    });
  }
}

/**
 * The chat template among the files, null when there is none. As in transformers, chat_template.jinja wins over
 * chat_template.json, that over tokenizer_config.json, and of several templates the one named `default` is taken, or the only one.
 *
 * @throws Refusal ('bad-checkpoint') when a file or the template is malformed.
 */
export function loadChatTemplate({
  tokenizerConfig,
  chatTemplate,
  chatTemplateJson,
  specialTokensMap,
}: TokenizerFiles): ChatTemplate | null {
  const file = 'tokenizer_config.json';
  const config = tokenizerConfig === null ? {} : checked(configSchema, parseObject(tokenizerConfig, file), file);
  const mapFile = 'special_tokens_map.json';
  const map = specialTokensMap === null ? {} : checked(tokensSchema, parseObject(specialTokensMap, mapFile), mapFile);
  const specialTokens = Object.fromEntries(
    SPECIAL_TOKENS.flatMap((name) => {
      const token = config[name] ?? map[name];
      return token ? [[name, typeof token === 'string' ? token : token.content]] : [];
    }),
  );
  if (chatTemplate?.trim()) return new ChatTemplate('chat_template.jinja', chatTemplate, specialTokens);
  const processor = 'chat_template.json';
  const ofProcessor =
    chatTemplateJson === null ? {} : checked(templateSchema, parseObject(chatTemplateJson, processor), processor);
  const source = chosen(ofProcessor.chat_template);
  if (source) return new ChatTemplate(processor, source, specialTokens);
  const own = chosen(config.chat_template);
  return own ? new ChatTemplate(file, own, specialTokens) : null;
}

function chosen(templates: v.InferOutput<typeof templateSchema>['chat_template']): string | null | undefined {
  if (!Array.isArray(templates)) return templates;
  return (templates.find(({ name }) => name === 'default') ?? (templates.length === 1 ? templates[0] : null))?.template;
}
