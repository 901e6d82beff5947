/** What a server's own tokenizer and chat template make of a text or a conversation. */
import * as v from 'valibot';
import type { Conversed } from '../../worker/api.ts';
import { Refusal } from '../../result.ts';
import { askJson, type Server } from './ask.ts';
import { openAiMessages } from './chat/messages.ts';
import type { DialectName } from './dialect.ts';

export type Encode = (of: { text: string } | Conversed) => Promise<number[]>;

const tokensSchema = v.object({ tokens: v.array(v.number()) });
const promptSchema = v.object({ prompt: v.string() });

/** Null where a server, as it is started, does not tell. Refuses as `ask` does. */
export async function encoderOf(server: Server, dialect: DialectName, model: string): Promise<Encode | null> {
  const encode = encoders[dialect]?.(server, model);
  if (!encode) return null;
  try {
    await encode({ text: 'a' });
    return encode;
  } catch (error) {
    if (error instanceof Refusal && error.failure.kind === 'bad-request') return null;
    throw error;
  }
}

const encoders: Partial<Record<DialectName, (server: Server, model: string) => Encode>> = {
  vllm: (server, model) => async (of) => {
    const body =
      'text' in of
        ? { model, prompt: of.text, add_special_tokens: false }
        : { model, ...templated(of), add_generation_prompt: true, add_special_tokens: false };
    return (await askJson(server, '/tokenize', tokensSchema, { body })).tokens;
  },

  'llama-server': (server) => async (of) => {
    const content =
      'text' in of ? of.text : (await askJson(server, '/apply-template', promptSchema, { body: templated(of) })).prompt;
    const body = { content, add_special: false, parse_special: true };
    return (await askJson(server, '/tokenize', tokensSchema, { body })).tokens;
  },
};

function templated({ messages, thinking, tools = [] }: Conversed) {
  return {
    messages: openAiMessages(messages, true),
    chat_template_kwargs: { enable_thinking: thinking },
    ...(tools.length > 0 && { tools }),
  };
}
