/** vLLM: `/v1/completions` with ids as its prompt. Log-probabilities are those of the raw logits, unless it was started otherwise. */
import * as v from 'valibot';
import { Refusal } from '../../../result.ts';
import type { WantedRows } from '../../peer.ts';
import { askJson, type Server } from '../ask.ts';
import type { ServerLab } from './lab.ts';
import { refuseOtherIds, rowOf } from './row.ts';

const path = '/v1/completions';

/** The most candidates that it tells of unless it is started with --max-logprobs. */
const usualTop = 20;

const told = v.object({ logprob: v.number(), rank: v.nullish(v.number()) });
const scoredSchema = v.object({
  choices: v.pipe(
    v.array(v.object({ prompt_logprobs: v.array(v.nullable(v.record(v.string(), told))) })),
    v.minLength(1),
  ),
});
const continuedSchema = v.object({
  choices: v.pipe(
    v.array(
      v.object({
        token_ids: v.nullish(v.array(v.number())),
        // `token_id:123`, from versions that do not tell of ids otherwise.
        logprobs: v.nullish(v.object({ tokens: v.array(v.string()) })),
      }),
    ),
    v.minLength(1),
  ),
});

export function vllmLab(server: Server, model: string): ServerLab {
  const common = { model, temperature: 0, add_special_tokens: false };
  return {
    async rows(ids, { first, top: wanted }, signal) {
      const asked = async (top: WantedRows['top']) => {
        const body = { ...common, prompt: ids, max_tokens: 1, prompt_logprobs: top === 'all' ? -1 : top };
        return { top, ...(await askJson(server, path, scoredSchema, { body, signal })) };
      };
      const { top, choices } = await asked(wanted).catch((error: unknown) => {
        const tooMany = wanted === 'all' || wanted > usualTop;
        if (tooMany && error instanceof Refusal && error.failure.kind === 'bad-request') return asked(usualTop);
        throw error;
      });
      const places = choices[0]!.prompt_logprobs;
      if (places.length !== ids.length) refuseOtherIds(server);
      return places.slice(first + 1).map((place, at) => {
        const candidates = Object.entries(place ?? {}).map(([id, { logprob, rank }]) => ({
          id: Number(id),
          logprob,
          rank: rank ?? 0,
        }));
        // The token that follows is told of, however likely it is.
        const isTop = ({ rank }: { rank: number }) => top === 'all' || rank <= top;
        if (!candidates.some(({ id }) => id === ids[first + at + 1])) refuseOtherIds(server);
        return rowOf(server, first + at, candidates.filter(isTop), candidates);
      });
    },

    async greedy(ids, tokens, signal) {
      const body = {
        ...common,
        prompt: ids,
        max_tokens: tokens,
        logprobs: 1,
        return_token_ids: true,
        return_tokens_as_token_ids: true,
      };
      const { choices } = await askJson(server, path, continuedSchema, { body, signal });
      const { token_ids: told, logprobs } = choices[0]!;
      return told ?? (logprobs?.tokens ?? []).map((token) => Number(token.replace('token_id:', '')));
    },
  };
}
