import { refuse } from '../../../result.ts';
import type { PeerRow } from '../../../worker/api.ts';
import { hostOf, type Server } from '../ask.ts';

/** A candidate for a place, with its log-probability. */
export interface Candidate {
  id: number;
  logprob: number;
}

/**
 * A row of what a server told of a place. `likeliest` are its likeliest, `also` are others that were asked for. Refuses with
 * `bad-request` what are no log-probabilities.
 */
export function rowOf(
  server: Server,
  position: number,
  likeliest: readonly Candidate[],
  also: readonly Candidate[],
): PeerRow {
  const told = new Map([...likeliest, ...also].map(({ id, logprob }) => [id, logprob]));
  const all = [...told];
  if (likeliest.length === 0) {
    refuse('bad-request', `${hostOf(server)} told of no candidates: update the server, or compare by text.`);
  }
  // A little is rounding. Servers can be set to tell of logits.
  if (all.some(([, logprob]) => !(logprob <= 1e-3))) {
    refuse(
      'bad-request',
      `${hostOf(server)} tells of logits, or of nothing, in place of log-probabilities: start it with --logprobs-mode raw_logprobs.`,
    );
  }
  return {
    position,
    ids: Int32Array.from(all, ([id]) => id),
    logprobs: Float32Array.from(all, ([, logprob]) => logprob),
    ceiling: Math.min(0, ...likeliest.map(({ logprob }) => logprob)),
  };
}

/** Where what came is not about the ids that were sent. */
export function refuseOtherIds(server: Server): never {
  refuse(
    'bad-request',
    `${hostOf(server)} answered about other tokens than it was sent: it adds some of its own, or has another vocabulary. Load the model that it runs.`,
  );
}
