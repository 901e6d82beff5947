/** Streams of Ollama's `/api/chat`: a JSON object a line. */
import * as v from 'valibot';
import { refuse } from '../../../result.ts';
import { hostOf, read, saidBy, type Server } from '../ask.ts';
import type { Delta } from './delta.ts';
import { lines } from './server_sent_events.ts';

const lineSchema = v.object({
  message: v.optional(
    v.object({
      content: v.optional(v.string(), ''),
      thinking: v.optional(v.string(), ''),
      tool_calls: v.nullish(
        v.array(v.object({ function: v.object({ name: v.string(), arguments: v.optional(v.unknown()) }) })),
        [],
      ),
    }),
    {},
  ),
  done: v.boolean(),
  done_reason: v.optional(v.string()),
  prompt_eval_count: v.optional(v.number()),
  eval_count: v.optional(v.number()),
});

/** The deltas of an answer. Refuses as `ask` does, also where the stream ends before the answer does. */
export async function* ollamaDeltas(
  server: Server,
  path: string,
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<Delta, void, void> {
  let calls = 0;
  for await (const line of lines(server, response, signal)) {
    const said = /^\s*\{\s*"error"/.test(line) ? saidBy(server, line) : '';
    if (said) refuse('bad-request', `${hostOf(server)} failed in mid-answer${said}: look into its log, or try again.`);
    const { message, done, ...rest } = read(server, path, lineSchema, line);
    yield {
      thinking: message.thinking ?? '',
      text: message.content ?? '',
      calls: (message.tool_calls ?? []).map(({ function: called }) => ({
        index: calls++,
        name: called.name,
        arguments: JSON.stringify(called.arguments ?? {}),
      })),
      ...(rest.eval_count !== undefined && { tokens: rest.eval_count }),
      ...(rest.prompt_eval_count !== undefined && { promptTokens: rest.prompt_eval_count }),
      ...(done && { finish: rest.done_reason === 'length' ? ('max-tokens' as const) : ('end-of-turn' as const) }),
    };
    if (done) return;
  }
  refuse('unreachable', `${hostOf(server)} closed the stream before the answer ended: try again.`);
}
