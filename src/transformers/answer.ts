import { sample } from '../model/sampling/sampler.ts';
import { refuse } from '../result.ts';
import { joined } from '../tokenizer/stream/answer_stream.ts';
import { ToldAnswer } from '../tokenizer/stream/told_answer.ts';
import type { FinishReason } from '../vocabulary/finish_reason.ts';
import type { ChatEvent, ChatRequest, ChatSummary } from '../worker/api.ts';
import type { Decoder } from './decoder.ts';
import type { Prompts } from './prompts.ts';

export interface Answering {
  decoder: Decoder;
  prompts: Prompts;
  /** Ids that end the turn. */
  eosIds: readonly number[];
  /** The most tokens of a conversation. */
  context: number;
}

/** Answers a conversation as the engine's `chat` does, with its samples: a seed draws the same tokens from the same logits. */
export async function answer(
  { decoder, prompts, eosIds, context }: Answering,
  request: ChatRequest,
  onEvent: (event: ChatEvent) => void,
): Promise<ChatSummary> {
  if (request.format)
    refuse(
      'bad-request',
      'transformers.js answers in text here: turn the answer format off, or switch to this page’s engine.',
    );
  const started = performance.now();
  const elapsed = () => performance.now() - started;
  const resume = request.resume ?? [];
  const prompt = prompts.prompt(request);
  const ids = [...prompt.ids, ...resume];
  if (ids.length >= context) {
    refuse(
      'bad-request',
      `The conversation is ${ids.length} tokens long and the context holds ${context}: start a new chat, shorten a message, or load the model with a longer context.`,
    );
  }
  const cached = await decoder.begin(ids);
  const prefill = (done: number) => onEvent({ type: 'prefill', cached, done, total: ids.length - cached });
  prefill(0);
  let logits = await decoder.run(ids, { onTokens: (tokens) => prefill(tokens - cached) });

  const stream = prompts.answerStream(prompt.start, (request.tools ?? []).length > 0);
  if (resume.length > 0) {
    const said = joined(resume.flatMap((id) => stream.push(id)));
    onEvent({ type: 'resumed', thinking: said.thinking, content: said.answer, calls: said.calls });
  }
  const told = new ToldAnswer((part) => onEvent({ type: 'text', ...part }), elapsed);
  told.contextUsed = ids.length;
  let finish: FinishReason = 'stopped';
  while (logits) {
    const id = sample(logits, request.sampling, ids, resume.length + told.tokens);
    if (eosIds.includes(id)) {
      finish = 'end-of-turn';
      break;
    }
    ids.push(id);
    told.tokens += 1;
    told.contextUsed = ids.length;
    told.arrive([id]);
    told.show(stream.push(id));
    finish = told.tokens >= request.maxTokens ? 'max-tokens' : ids.length >= context ? 'context-full' : 'stopped';
    if (finish !== 'stopped') break;
    logits = await decoder.run(ids);
  }
  told.end(stream.flush());
  return {
    finish,
    promptTokens: prompt.ids.length,
    cachedTokens: cached,
    contextUsed: ids.length,
    ...told.figures(),
  };
}
