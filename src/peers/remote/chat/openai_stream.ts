/** Streams of `/v1/chat/completions`: vLLM, SGLang, llama-server and whoever follows OpenAI's interface. */
import * as v from 'valibot';
import type { FinishReason } from '../../../vocabulary/finish_reason.ts';
import { read, saidBy, hostOf, type Server } from '../ask.ts';
import { refuse } from '../../../result.ts';
import type { Delta } from './delta.ts';
import { serverSentEvents } from './server_sent_events.ts';

const text = v.nullish(v.string(), '');
const count = v.nullish(v.number());
const callSchema = v.object({
  index: v.optional(v.number(), 0),
  function: v.optional(v.object({ name: text, arguments: text }), {}),
});
const deltaSchema = v.object({
  content: text,
  // SGLang, llama-server and older vLLM; newer vLLM.
  reasoning_content: text,
  reasoning: text,
  tool_calls: v.nullish(v.array(callSchema), []),
});
const choiceSchema = v.object({ delta: v.nullish(deltaSchema, {}), finish_reason: v.nullish(v.string()) });
const chunkSchema = v.object({
  choices: v.nullish(v.array(choiceSchema), []),
  usage: v.nullish(
    v.object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: v.nullish(v.object({ cached_tokens: count })),
    }),
  ),
  // Of llama-server.
  timings: v.nullish(v.object({ predicted_n: count, prompt_n: count, cache_n: count })),
  prompt_progress: v.nullish(v.object({ total: v.number(), cache: v.number(), processed: v.number() })),
});

/** The deltas of an answer. Refuses as `ask` does, also where the stream ends before the answer does. */
export async function* openAiDeltas(
  server: Server,
  path: string,
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<Delta, void, void> {
  let finished = false;
  for await (const data of serverSentEvents(server, response, signal)) {
    if (data === '[DONE]') return;
    const said = /^\s*\{\s*"(?:error|object":\s*"error)"/.test(data) ? saidBy(server, data) : '';
    if (said) refuse('bad-request', `${hostOf(server)} failed in mid-answer${said}: look into its log, or try again.`);
    const chunk = read(server, path, chunkSchema, data);
    const [choice] = chunk.choices ?? [];
    finished ||= typeof choice?.finish_reason === 'string';
    yield deltaOf(chunk, choice);
  }
  // Some end without the last event.
  if (!finished) refuse('unreachable', `${hostOf(server)} closed the stream before the answer ended: try again.`);
}

function deltaOf({ usage, timings, prompt_progress: progress }: v.InferOutput<typeof chunkSchema>, choice: Choice) {
  const { delta, finish_reason: finish } = choice ?? {};
  const tokens = usage?.completion_tokens ?? timings?.predicted_n;
  const cachedTokens = usage?.prompt_tokens_details?.cached_tokens ?? timings?.cache_n;
  return {
    thinking: delta?.reasoning_content || delta?.reasoning || '',
    text: delta?.content ?? '',
    calls: (delta?.tool_calls ?? []).map(({ index, function: called }) => ({
      index,
      name: called.name ?? '',
      arguments: called.arguments ?? '',
    })),
    ...(typeof tokens === 'number' && { tokens }),
    ...(typeof usage?.prompt_tokens === 'number' && { promptTokens: usage.prompt_tokens }),
    ...(typeof cachedTokens === 'number' && { cachedTokens }),
    ...(progress && {
      prefill: {
        cached: progress.cache,
        done: Math.max(0, progress.processed - progress.cache),
        total: progress.total - progress.cache,
      },
    }),
    ...(finish && { finish: finishes[finish] ?? 'end-of-turn' }),
  } satisfies Delta;
}

type Choice = v.InferOutput<typeof choiceSchema> | undefined;

const finishes: Record<string, FinishReason | undefined> = { length: 'max-tokens', abort: 'stopped' };
