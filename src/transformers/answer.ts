import { sample } from '../model/sampling/sampler.ts';
import { refuse } from '../result.ts';
import { joined } from '../tokenizer/stream/answer_stream.ts';
import type { AnswerPart } from '../tokenizer/stream/answer_splitter.ts';
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
  const at = { first: 0, last: 0 };
  let tokens = 0;
  let thinkingFrom: number | null = null;
  let thinkingMs: number | null = null;
  let unreported: number[] = [];
  const show = (parts: AnswerPart[]) => {
    for (const part of parts) {
      if (part.channel === 'thinking') thinkingFrom ??= part.instead ? at.first : elapsed();
      else if (thinkingFrom !== null) thinkingMs ??= elapsed() - thinkingFrom;
      onEvent({ type: 'text', ...part, ids: unreported, tokens, contextUsed: ids.length, elapsedMs: elapsed() });
      unreported = [];
    }
  };

  let finish: FinishReason = 'stopped';
  while (logits) {
    const id = sample(logits, request.sampling, ids, resume.length + tokens);
    if (eosIds.includes(id)) {
      finish = 'end-of-turn';
      break;
    }
    ids.push(id);
    unreported.push(id);
    tokens += 1;
    at.last = elapsed();
    if (tokens === 1) at.first = at.last;
    show(stream.push(id));
    finish = tokens >= request.maxTokens ? 'max-tokens' : ids.length >= context ? 'context-full' : 'stopped';
    if (finish !== 'stopped') break;
    logits = await decoder.run(ids);
  }
  const rest = stream.flush();
  show(rest.length > 0 || unreported.length === 0 ? rest : [{ channel: 'answer', text: '' }]);
  if (thinkingFrom !== null) thinkingMs ??= elapsed() - thinkingFrom;
  return {
    finish,
    promptTokens: prompt.ids.length,
    cachedTokens: cached,
    tokens,
    contextUsed: ids.length,
    timeToFirstTokenMs: at.first,
    decodeMs: at.last - at.first,
    thinkingMs,
  };
}
