/** As llama-server answers (llama.cpp, tools/server). */
import type { ChatMessage } from '../../../src/worker/api.ts';
import { candidates, greedy } from '../model.ts';
import { serverSentEvents } from '../stream.ts';
import { chatMessages, type ChatBody } from './chat.ts';
import type { Routes } from './dialect.ts';

interface CompletionBody {
  prompt: number[];
  n_predict: number;
  n_probs?: number;
}

/** A prompt travels as text between the two requests that encode a conversation. */
const idsAsText = (ids: readonly number[]) => `ids:${ids.join()}`;

export const llamaServer: Routes = {
  'GET /v1/models': (_, model) => ({
    json: { object: 'list', data: [{ id: model.id, owned_by: 'llamacpp', meta: { n_ctx_train: model.context } }] },
  }),
  'GET /props': (_, model) => ({
    json: { build_info: 'b6327-4d74393', default_generation_settings: { n_ctx: model.context } },
  }),
  'POST /apply-template': (body: ChatBody & { messages: ChatMessage[] }, model) => ({
    json: { prompt: idsAsText(model.chat(body.messages, body.chat_template_kwargs?.enable_thinking ?? true)) },
  }),
  'POST /tokenize': ({ content }: { content: string }, model) => ({
    json: { tokens: content.startsWith('ids:') ? content.slice(4).split(',').map(Number) : model.encode(content) },
  }),
  'POST /v1/chat/completions': (body: ChatBody, model) => {
    const [first, ...rest] = chatMessages(model, body, { thoughts: 'reasoning_content', counts: 'timings' });
    const total = model.chat(body.messages, true).length;
    const progress = { choices: [], prompt_progress: { total, cache: 0, processed: total, time_ms: 1 } };
    return { stream: [first!, progress, ...rest], framing: serverSentEvents };
  },
  'POST /completion': async ({ prompt, n_predict, n_probs: top = 0 }: CompletionBody, model) => {
    const ids = await greedy(model, prompt, n_predict);
    const ends = model.eosIds.includes(ids.at(-1)!);
    // The id that ends the turn is not told.
    const shown = ends ? ids.slice(0, -1) : ids;
    const places = [];
    for (const [at, id] of ids.entries()) {
      const ranked = await candidates(model, [...prompt, ...ids.slice(0, at)]);
      const fields = (each: (typeof ranked)[number]) => ({ ...each, token: model.decode([each.id]), bytes: [] });
      places.push({
        ...fields(ranked.find((each) => each.id === id)!),
        top_logprobs: ranked.slice(0, top).map(fields),
      });
    }
    return {
      json: {
        content: model.decode(shown),
        tokens: shown,
        stop: true,
        stop_type: ends ? 'eos' : 'limit',
        ...(top > 0 && { completion_probabilities: places }),
      },
    };
  },
};
