import { Template } from '@huggingface/jinja';
import * as v from 'valibot';
import { checked } from '../../model/checkpoint/json/checked.ts';
import { parseObject } from '../../model/checkpoint/json/json.ts';
import { refuse } from '../../result.ts';
import type { ToolCall } from '../../vocabulary/tool_call.ts';
import type { ToolDeclaration } from '../../vocabulary/tool_declaration.ts';
import type { TokenizerFiles } from '../files.ts';
import { bindPython, pythonGlobals } from './python/bind.ts';

export interface ChatMessage {
  /** `tool` answers a call of the assistant before it; several do so in the order of the calls. */
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string;
  /** What an assistant thought before it answered. The chat template decides whether the model sees it again. */
  thinking?: string;
  /** The tools that an assistant called at the end of its answer. */
  calls?: readonly ToolCall[];
}

export interface PromptOptions {
  thinking: boolean;
  /** The tools that the model may call. */
  tools?: readonly ToolDeclaration[];
}

/** Far more than any published template writes of its own. */
const ownCharacters = 250_000;

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

/** A chat template before anything of it has run. */
export interface TemplateSource {
  /** Where it comes from, for messages. */
  file: string;
  text: string;
  /** By the names that templates know them by. */
  specialTokens: Record<string, string>;
}

/** A model's rule for turning a conversation into the text that the model continues. */
export class ChatTemplate {
  readonly file: string;
  readonly specialTokens: TemplateSource['specialTokens'];
  readonly #template: Template;

  /** @throws Refusal ('bad-checkpoint') when it does not parse. */
  constructor({ file, text, specialTokens }: TemplateSource) {
    this.file = file;
    this.specialTokens = specialTokens;
    try {
      // As Jinja reads it: a file from Windows is the same template.
      this.#template = new Template(text.replace(/\r\n?/g, '\n'));
      bindPython(this.#template.parsed);
    } catch (error) {
      refuse(
        'bad-checkpoint',
        `${file}: the chat template does not parse (${reasonOf(error)}); take the published file`,
      );
    }
  }

  /**
   * The prompt for the next answer.
   *
   * @throws Refusal ('bad-request') when the template does not take the conversation, such as two questions in a row.
   */
  render(messages: readonly ChatMessage[], options: PromptOptions): string {
    try {
      return this.evaluate(messages, options);
    } catch (error) {
      const reason = reasonOf(error);
      refuse(
        'bad-request',
        `${this.file}: the chat template rejects the conversation (${reason}); change its messages`,
      );
    }
  }

  /** {@link render}, with errors as they come: a {@link Rejection}, or what the library does not know. */
  evaluate(messages: readonly ChatMessage[], { thinking, tools = [] }: PromptOptions): string {
    const text = this.#template.render({
      messages: messages.map(asInTransformers),
      add_generation_prompt: true,
      enable_thinking: thinking,
      tools: tools.length > 0 ? tools : null,
      documents: null,
      ...this.specialTokens,
      ...pythonGlobals,
    });
    const given = JSON.stringify([messages, tools]).length;
    if (text.length > ownCharacters + 10 * given) {
      throw new Error(`it makes ${text.length} characters of ${given}`);
    }
    return text;
  }
}

/** What the library or the template itself says of an error: at most 160 characters. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 160);
}

/** A message as chat templates have it. */
export function asInTransformers({
  role,
  content,
  thinking,
  calls,
}: ChatMessage): Pick<ChatMessage, 'role' | 'content'> {
  return {
    role,
    content,
    ...(thinking !== undefined && { reasoning_content: thinking }),
    ...(calls && { tool_calls: calls.map((call) => ({ type: 'function', function: call })) }),
  };
}

/**
 * The chat template among the files, null when there is none. As in transformers, chat_template.jinja wins over
 * chat_template.json, that over tokenizer_config.json, and of several templates the one named `default` is taken, or the only one.
 *
 * @throws Refusal ('bad-checkpoint') when a file is malformed.
 */
export function findChatTemplate({
  tokenizerConfig,
  chatTemplate,
  chatTemplateJson,
  specialTokensMap,
}: TokenizerFiles): TemplateSource | null {
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
  if (chatTemplate?.trim()) return { file: 'chat_template.jinja', text: chatTemplate, specialTokens };
  const processor = 'chat_template.json';
  const ofProcessor =
    chatTemplateJson === null ? {} : checked(templateSchema, parseObject(chatTemplateJson, processor), processor);
  const text = chosen(ofProcessor.chat_template);
  if (text) return { file: processor, text, specialTokens };
  const own = chosen(config.chat_template);
  return own ? { file, text: own, specialTokens } : null;
}

function chosen(templates: v.InferOutput<typeof templateSchema>['chat_template']): string | null | undefined {
  if (!Array.isArray(templates)) return templates;
  return (templates.find(({ name }) => name === 'default') ?? (templates.length === 1 ? templates[0] : null))?.template;
}
