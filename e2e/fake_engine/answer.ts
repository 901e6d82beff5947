import { AnswerStream, joined } from '../../src/tokenizer/stream/answer_stream.ts';
import type { AnswerPart } from '../../src/tokenizer/stream/answer_splitter.ts';
import { qwen3 } from '../../src/model/families/qwen3/qwen3.ts';
import type { Tokenizer } from '../../src/tokenizer/tokenizer.ts';
import { describeProgram, kernelSets, uniformProgram, type Program } from '../../src/vocabulary/program.ts';
import type { ChatEvent, ChatRequest, ChatSummary, Configuration, LoadedModel } from '../../src/worker/api.ts';
import { refuse } from '../../src/result.ts';
import type { Controls } from './controls.ts';
import { figuresOf } from './figures.ts';
import { recorded } from './recorded.ts';
import { aborted, turn } from './jobs.ts';
import { wordsOf } from './words.ts';

const utf8 = new TextEncoder();

/** An answer allowed more tokens than this goes on until it is stopped. */
const brief = 100;
/** Tokens of such an answer before it waits to be stopped. */
const opening = 24;

export interface Answering {
  model: LoadedModel;
  tokenizer: Tokenizer | null;
  /** The ids in the cache. The answer's are appended. */
  cache: number[];
  configuration: () => Configuration;
  timestamps: boolean;
  controls: Controls;
}

/** Answers in words that depend on the prompt and, unless sampling is greedy, on the seed. */
export async function answer(
  { model, tokenizer, cache, configuration, timestamps, controls }: Answering,
  request: ChatRequest,
  signal: AbortSignal,
  onEvent: (event: ChatEvent) => unknown,
): Promise<ChatSummary> {
  if (!tokenizer) refuse('no-tokenizer', model.cannotChat!);
  const { sampling, maxTokens, resume = [] } = request;
  const prompt = await tokenizer.chatPrompt(request.messages, request);
  const ids = [...prompt.ids, ...resume];
  if (ids.length >= model.context) {
    refuse('bad-request', `The conversation is ${ids.length} tokens long and the context holds ${model.context}.`);
  }
  const differs = ids.findIndex((id, at) => id !== cache[at]);
  const cached = Math.min(differs < 0 ? ids.length : differs, ids.length - 1);
  const total = ids.length - cached;
  cache.splice(0, cache.length, ...ids.slice(0, cached));
  const started = performance.now();
  onEvent({ type: 'prefill', cached, done: 0, total });
  const held = controls.holdPrefill;
  controls.holdPrefill = false;
  if (held) await aborted(signal);
  await turn();
  const next = wordsOf(prompt.ids, sampling);

  let tokens = 0;
  let firstMs = 0;
  let ended = false;
  if (!signal.aborted) {
    cache.splice(0, cache.length, ...ids);
    onEvent({ type: 'prefill', cached, done: total, total });
    const { script } = controls;
    const texts: string[] = [];
    const stream = new AnswerStream(
      { bytesOf: (at) => utf8.encode(texts[at]), tags: qwen3.answerTags, tagIds: {} },
      prompt.start,
      (request.tools ?? []).length > 0,
    );
    const say = (word: string) => stream.push(texts.push(word) - 1);
    if (resume.length > 0) {
      const said = joined(resume.flatMap((id) => say(`${next(id)} `)));
      onEvent({ type: 'resumed', thinking: said.thinking, content: said.answer, calls: said.calls });
    }
    let unreported: number[] = [];
    const show = (parts: AnswerPart[]) => {
      const elapsedMs = performance.now() - started;
      for (const part of parts) {
        onEvent({ type: 'text', ...part, ids: unreported, tokens, contextUsed: cache.length, elapsedMs });
        unreported = [];
      }
    };
    for (let at = 0; tokens < maxTokens && cache.length < model.context; at++) {
      await due(at, started, controls.rate, signal);
      if (script ? at >= script.length : maxTokens > brief && at >= opening) {
        ended = await Promise.race([
          aborted(signal).then(() => false),
          new Promise<boolean>((resolve) => (controls.endAnswer = () => resolve(true))),
        ]);
      }
      if (ended || signal.aborted) break;
      const { program, fault, watching, lensed, measuring } = configuration();
      tokens += 1;
      unreported.push(at);
      show(say(script?.[at] ?? (fault ? '!' : `${next(at)} `)));
      if (tokens === 1) firstMs = performance.now() - started;
      if (measuring) onEvent({ type: 'steps', ...measured(program, measuring.both, at, timestamps) });
      // The statistics are of the token that ran before this one was sampled. Before the first one, that was a token of the prompt.
      if (watching && (at > 0 || cached === 0)) {
        const position = at > 0 ? cache.length - 1 : 0;
        onEvent({
          type: 'statistics',
          figures: figuresOf({
            config: model.config,
            program,
            fault,
            from: ids.length,
            position,
            spell: lensed ? (id) => tokenizer.spell(id) : null,
          }),
          name: at > 0 ? texts.at(-2)! : tokenizer.spell(ids[0]!),
        });
      }
      cache.push(at);
    }
    show(stream.flush());
    cache.pop();
  }
  const decodeMs = performance.now() - started - firstMs;
  return {
    finish: ended ? 'end-of-turn' : signal.aborted ? 'stopped' : tokens < maxTokens ? 'context-full' : 'max-tokens',
    promptTokens: prompt.ids.length,
    cachedTokens: cached,
    tokens,
    contextUsed: cache.length,
    timeToFirstTokenMs: firstMs,
    decodeMs,
    thinkingMs: prompt.start === 'thinking' ? decodeMs : null,
  };
}

/** Resolves when token `at` may come: after a turn of the event loop, or when `rate` has it come. A timer takes 4 ms, so some share a turn. */
async function due(at: number, started: number, rate: number | null, signal: AbortSignal): Promise<void> {
  if (rate === null || at % 4 === 0) await turn();
  const dueMs = rate === null ? 0 : (1000 * at) / rate;
  while (performance.now() - started < dueMs && !signal.aborted) await turn();
}

/** The step times of a token, by the selected program and the others in turn, and the pace of the selected one. */
function measured(program: Program, both: boolean, at: number, timestamps: boolean) {
  const on = describeProgram(program);
  const paces = [{ set: on, tokens: at + 1, ms: 12 * (at + 1) }];
  if (!timestamps) return { sample: null, paces };
  const others = kernelSets.filter((set) => set !== on);
  const other = both && at % 2 === 1 ? others[(at >> 1) % others.length]! : null;
  const timed = other ? uniformProgram(other) : program;
  const steps = recorded.bench.report.steps.filter(({ program, step }) => program === timed[step]);
  const fusedRope = timed.rope === 'fused' && timed.attention === 'fused';
  const fusedSample = timed.sample === 'fused';
  // A step has no time of its own where the CPU or another step's kernel does its work.
  const own = steps.filter(({ step }) => step !== 'rope' || !fusedRope);
  const ns = Object.fromEntries(own.map(({ step, us }) => [step, 1000 * us]));
  return {
    sample: {
      set: describeProgram(timed),
      program: timed,
      fusions: { ropeAttention: fusedRope, attentionOut: timed.attention === 'fused' && timed.attn_out === 'fused' },
      ns: fusedSample ? { ...ns, sample: 60_000 } : ns,
      cpuSampleNs: fusedSample ? null : 90_000,
    },
    paces,
  };
}
