/** llama-server: `/completion` with ids as its prompt. It tells of tokens that it generates only, and so is asked place by place. */
import * as v from 'valibot';
import { askJson, type Server } from '../ask.ts';
import type { ServerLab } from './lab.ts';
import { rowOf } from './row.ts';

const path = '/completion';

const scoredSchema = v.object({
  completion_probabilities: v.pipe(
    v.array(v.object({ top_logprobs: v.array(v.object({ id: v.number(), logprob: v.number() })) })),
    v.minLength(1),
  ),
});
const continuedSchema = v.object({ tokens: v.array(v.number()) });

/** Greedy, and with probabilities of the plain softmax. What it read before is read from its cache. */
const common = { temperature: -1, post_sampling_probs: false, cache_prompt: true, return_tokens: true };

export function llamaServerLab(server: Server): ServerLab {
  return {
    async rows(ids, { first, top }, signal) {
      const rows = [];
      for (let position = first; position < ids.length - 1; position += 1) {
        const body = { ...common, prompt: ids.slice(0, position + 1), n_predict: 1, n_probs: top };
        const { completion_probabilities: places } = await askJson(server, path, scoredSchema, { body, signal });
        rows.push(rowOf(server, position, places[0]!.top_logprobs, []));
      }
      return rows;
    },

    async greedy(ids, tokens, signal) {
      const body = { ...common, prompt: ids, n_predict: tokens };
      return (await askJson(server, path, continuedSchema, { body, signal })).tokens;
    },
  };
}
