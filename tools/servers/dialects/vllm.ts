/** As vLLM 0.11 answers (vllm/entrypoints/openai). */
import type { ChatMessage } from '../../../src/worker/api.ts';
import { candidates, greedy } from '../model.ts';
import { serverSentEvents } from '../stream.ts';
import { chatMessages, type ChatBody } from './chat.ts';
import type { Routes } from './dialect.ts';

interface CompletionBody {
  prompt: number[];
  max_tokens: number;
  prompt_logprobs?: number;
}

/** Its default of --max-logprobs. */
const maxLogprobs = 20;

export const vllm: Routes = {
  'GET /v1/models': (_, model) => ({
    json: { object: 'list', data: [{ id: model.id, owned_by: 'vllm', max_model_len: model.context }] },
  }),
  'GET /version': () => ({ json: { version: '0.11.0' } }),
  'POST /tokenize': (body: { prompt: string } | (ChatBody & { messages: ChatMessage[] }), model) => {
    const tokens =
      'prompt' in body
        ? model.encode(body.prompt)
        : model.chat(body.messages, body.chat_template_kwargs?.enable_thinking ?? true);
    return { json: { count: tokens.length, max_model_len: model.context, tokens, token_strs: null } };
  },
  'POST /v1/chat/completions': (body: ChatBody, model) => ({
    stream: chatMessages(model, body, { thoughts: 'reasoning', counts: 'usage' }),
    framing: serverSentEvents,
  }),
  'POST /v1/completions': async ({ prompt, max_tokens, prompt_logprobs: top }: CompletionBody, model) => {
    if (top !== undefined && top > maxLogprobs) {
      const message = `Requested prompt logprobs of ${top}, which is greater than max allowed: ${maxLogprobs}`;
      return { status: 400, json: { error: { message, type: 'BadRequestError', code: 400 } } };
    }
    const ids = await greedy(model, prompt, max_tokens);
    // Nothing is told of the first token.
    const places: unknown[] = [null];
    for (const at of top === undefined ? [] : prompt.keys()) {
      if (at === 0) continue;
      const ranked = (await candidates(model, prompt.slice(0, at))).map((each, rank) => ({ ...each, rank: rank + 1 }));
      const told = ranked.filter(({ id, rank }) => rank <= top! || id === prompt[at]);
      const fields = ({ id, logprob, rank }: (typeof told)[number]) =>
        [`${id}`, { logprob, rank, decoded_token: model.decode([id]) }] as const;
      places.push(Object.fromEntries(told.map(fields)));
    }
    return {
      json: {
        object: 'text_completion',
        model: model.id,
        choices: [
          {
            index: 0,
            text: model.decode(ids),
            token_ids: ids,
            logprobs: { tokens: ids.map((id) => `token_id:${id}`) },
            finish_reason: 'length',
            prompt_logprobs: top === undefined ? null : places,
          },
        ],
      },
    };
  },
};
