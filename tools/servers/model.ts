/** What the small server runs in place of a model. */
import type { ChatMessage } from '../../src/worker/api.ts';

/** What is answered in a chat, piece by piece. Behind an empty piece it waits until the page goes away. */
export interface Said {
  thinking: readonly string[];
  text: readonly string[];
  calls: readonly { name: string; arguments: Record<string, unknown> }[];
}

export interface ServedModel {
  id: string;
  /** In tokens. */
  context: number;
  /** Of a text, with the special tokens that it spells. */
  encode: (text: string) => number[];
  /** Of a conversation. */
  chat: (messages: readonly ChatMessage[], thinking: boolean) => number[];
  decode: (ids: readonly number[]) => string;
  /** Of the token behind `ids`, for the whole vocabulary. */
  logits: (ids: readonly number[]) => Float32Array | Promise<Float32Array>;
  /** Ids that end an answer. */
  eosIds: readonly number[];
  say: (messages: readonly ChatMessage[]) => Said;
}

export interface Candidate {
  id: number;
  logprob: number;
}

/** All candidates behind `ids`, the likeliest first. */
export async function candidates(model: ServedModel, ids: readonly number[]): Promise<Candidate[]> {
  const logits = await model.logits(ids);
  const largest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
  const shift = largest + Math.log(total);
  return [...logits].map((logit, id) => ({ id, logprob: logit - shift })).toSorted((a, b) => b.logprob - a.logprob);
}

/** The greedy continuation. The id that ends the turn is its last one, where it comes. */
export async function greedy(model: ServedModel, prompt: readonly number[], tokens: number): Promise<number[]> {
  const ids: number[] = [];
  while (ids.length < tokens) {
    const [best] = await candidates(model, [...prompt, ...ids]);
    ids.push(best!.id);
    if (model.eosIds.includes(best!.id)) break;
  }
  return ids;
}
