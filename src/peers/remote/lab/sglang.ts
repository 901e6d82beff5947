/** SGLang: `/generate` with `input_ids`. What it tells of a place is about the token there, and nothing of the first. */
import * as v from 'valibot';
import { askJson, type Server } from '../ask.ts';
import type { ServerLab } from './lab.ts';
import { refuseOtherIds, rowOf } from './row.ts';

const path = '/generate';

/** `[logprob, id, text]`. */
const told = v.looseTuple([v.nullable(v.number()), v.number()]);
const place = v.nullable(v.array(told));
const scoredSchema = v.object({
  meta_info: v.object({
    input_token_logprobs: v.array(told),
    input_top_logprobs: v.array(place),
    input_token_ids_logprobs: v.nullish(v.array(place)),
  }),
});
const continuedSchema = v.object({ meta_info: v.object({ output_token_logprobs: v.array(told) }) });

export function sglangLab(server: Server): ServerLab {
  return {
    async rows(ids, { first, top, also }, signal) {
      const body = {
        input_ids: ids,
        sampling_params: { temperature: 0, max_new_tokens: 1 },
        return_logprob: true,
        logprob_start_len: 0,
        top_logprobs_num: top,
        ...(also.length > 0 && { token_ids_logprob: also }),
      };
      const { meta_info: meta } = await askJson(server, path, scoredSchema, { body, signal });
      const { input_token_logprobs: own, input_top_logprobs: tops, input_token_ids_logprobs: others } = meta;
      if (own.length !== ids.length || own.some(([, id], at) => id !== ids[at])) refuseOtherIds(server);
      const candidates = (some: v.InferOutput<typeof place> | undefined) =>
        (some ?? []).map(([logprob, id]) => ({ id, logprob: logprob ?? Number.NaN }));
      return ids.slice(first + 1).map((_, at) => {
        const next = first + at + 1;
        return rowOf(server, next - 1, candidates(tops[next]), candidates([own[next]!, ...(others?.[next] ?? [])]));
      });
    },

    async greedy(ids, tokens, signal) {
      const body = {
        input_ids: ids,
        sampling_params: { temperature: 0, max_new_tokens: tokens },
        return_logprob: true,
      };
      const { meta_info: meta } = await askJson(server, path, continuedSchema, { body, signal });
      return meta.output_token_logprobs.map(([, id]) => id);
    },
  };
}
