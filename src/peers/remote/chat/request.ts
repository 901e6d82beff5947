/** What a conversation becomes in the dialect of a server. */
import type { ChatRequest, SamplingSettings } from '../../../worker/api.ts';
import type { AnswerFormat } from '../../../vocabulary/answer_format.ts';
import type { DialectName } from '../dialect.ts';
import { ollamaMessages, openAiMessages } from './messages.ts';

/** The body of a chat request to `/v1/chat/completions`. */
export function openAiBody(dialect: Exclude<DialectName, 'ollama'>, model: string, request: ChatRequest) {
  const { messages, thinking, tools = [], sampling, maxTokens, format } = request;
  const own = dialect === 'openai' ? {} : { chat_template_kwargs: { enable_thinking: thinking } };
  return {
    model,
    messages: openAiMessages(messages, dialect !== 'openai'),
    stream: true,
    stream_options: { include_usage: true, ...(countsAsItGoes.has(dialect) && { continuous_usage_stats: true }) },
    max_tokens: maxTokens,
    ...openAiSampling(dialect, sampling),
    ...own,
    ...(dialect === 'llama-server' && { timings_per_token: true, return_progress: true }),
    ...(tools.length > 0 && { tools, tool_choice: 'auto' }),
    ...(format && { response_format: responseFormat(format) }),
  };
}

const countsAsItGoes: ReadonlySet<DialectName> = new Set(['vllm', 'sglang']);

/** The body of a chat request to Ollama's `/api/chat`. Only a model that can think may be told whether to. */
export function ollamaBody(model: string, request: ChatRequest, thinks: boolean) {
  const { messages, thinking, tools = [], sampling, maxTokens, format } = request;
  const { temperature, topK, topP, minP, repetitionPenalty, seed } = sampling;
  return {
    model,
    messages: ollamaMessages(messages),
    stream: true,
    ...(thinks && { think: thinking }),
    ...(tools.length > 0 && { tools }),
    ...(format && { format: format.schema === null ? 'json' : (JSON.parse(format.schema) as unknown) }),
    options: {
      temperature,
      top_k: topK,
      top_p: topP,
      min_p: minP,
      repeat_penalty: repetitionPenalty,
      // Of all tokens, as here.
      repeat_last_n: -1,
      seed,
      num_predict: maxTokens,
    },
  };
}

/** What OpenAI's own interface lacks is sent to those only that are known to have it. */
function openAiSampling(dialect: DialectName, sampling: SamplingSettings) {
  const { temperature, topK, topP, minP, repetitionPenalty, seed } = sampling;
  const common = { temperature, top_p: topP, seed };
  switch (dialect) {
    case 'vllm':
    case 'sglang':
      return { ...common, top_k: topK === 0 ? -1 : topK, min_p: minP, repetition_penalty: repetitionPenalty };
    case 'llama-server':
      return { ...common, top_k: topK, min_p: minP, repeat_penalty: repetitionPenalty, repeat_last_n: -1 };
    case 'openai':
    case 'ollama':
      return common;
  }
}

function responseFormat({ schema }: AnswerFormat) {
  if (schema === null) return { type: 'json_object' };
  return { type: 'json_schema', json_schema: { name: 'answer', schema: JSON.parse(schema) as unknown } };
}
