/** As SGLang 0.5 answers (sglang/srt/managers). */
import { candidates, greedy, type Candidate } from '../model.ts';
import { serverSentEvents } from '../stream.ts';
import { chatMessages, type ChatBody } from './chat.ts';
import type { Routes } from './dialect.ts';

interface GenerateBody {
  input_ids: number[];
  sampling_params: { max_new_tokens: number };
  top_logprobs_num?: number;
  token_ids_logprob?: number[];
}

const told = ({ id, logprob }: Candidate) => [logprob, id, null];

export const sglang: Routes = {
  'GET /v1/models': (_, model) => ({
    json: { object: 'list', data: [{ id: model.id, owned_by: 'sglang', max_model_len: model.context }] },
  }),
  'POST /v1/chat/completions': (body: ChatBody, model) => ({
    stream: chatMessages(model, body, { thoughts: 'reasoning_content', counts: 'usage' }),
    framing: serverSentEvents,
  }),
  'POST /generate': async (body: GenerateBody, model) => {
    const { input_ids: prompt, sampling_params, top_logprobs_num: top = 0, token_ids_logprob: also } = body;
    const ids = await greedy(model, prompt, sampling_params.max_new_tokens);
    const own: unknown[] = [[null, prompt[0], null]];
    const tops: unknown[] = [null];
    const others: unknown[] = [null];
    for (let at = 1; at < prompt.length; at += 1) {
      const ranked = await candidates(model, prompt.slice(0, at));
      own.push(told(ranked.find(({ id }) => id === prompt[at])!));
      tops.push(ranked.slice(0, top).map(told));
      others.push(ranked.filter(({ id }) => also?.includes(id)).map(told));
    }
    return {
      json: {
        text: model.decode(ids),
        output_ids: ids,
        meta_info: {
          input_token_logprobs: own,
          input_top_logprobs: tops,
          ...(also && { input_token_ids_logprobs: others }),
          output_token_logprobs: ids.map((id) => [-0.1, id, null]),
        },
      },
    };
  },
};
