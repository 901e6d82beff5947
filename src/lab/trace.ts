import type { Gpu } from '../gpu/device.ts';
import type { Variant } from '../kernels/variants/variant.ts';
import { generate } from '../model/sequence/generate.ts';
import type { RecordedProgram } from '../model/pass/programs/recordings.ts';
import { Session } from '../model/sequence/session.ts';
import { stageName, stageShape } from '../vocabulary/stages.ts';
import { StatisticsAccumulator } from '../numerics/stage_statistics.ts';
import { refuse } from '../result.ts';
import type { LoadedModel } from './contract/loaded_model.ts';
import type { TracedModel, TracedTensor, TraceReport, TraceRequest } from './contract/trace.ts';
import { variantOf } from './faults.ts';
import { passModel, type Model } from './model.ts';
import { promptTokens } from './prompt.ts';
import { greedySettings } from '../vocabulary/sampling_settings.ts';
import { observe } from '../model/observe/observe.ts';

/**
 * Runs a prompt twice in its own session: once as a chat does, timed and followed by the greedy continuation, and once
 * stopping at every stage for its statistics. Refuses with `no-tokenizer`, `bad-request` or `stopped`.
 */
export async function trace(
  gpu: Gpu,
  model: Model,
  request: TraceRequest,
  signal: AbortSignal,
  onTensor: (tensor: TracedTensor) => Promise<void>,
): Promise<TraceReport> {
  const { info, tokenizer } = model;
  const tokens = await promptTokens(model, request.prompt);
  checkSizes(gpu, model, request, tokens);
  const session = await Session.create(gpu, passModel(model), {
    context: tokens.length + request.generate,
    chunk: Math.min(request.chunk, tokens.length),
    logits: 'every',
  });
  session.timed = true;
  try {
    const variants = request.faults.map((fault) => variantOf(fault, info.config.layers));
    const recorded = await session.programs.prepare(request.program, variants);
    const run = await continuation(gpu, session, recorded, variants, tokens, model.eosIds, request.generate, signal);
    session.rewind(0);
    const onStage = request.tensors ? onTensor : null;
    const stages = await observeStages(session, recorded, tokens, info.config.headDim, onStage);
    return {
      schema: 1,
      model: describeModel(info),
      adapter: gpu.adapter,
      program: recorded.program,
      faults: request.faults,
      tokens,
      generated: { ids: run.ids, text: tokenizer && tokenizer.decode(run.ids) },
      stages,
      dispatchesPerToken: session.programs.dispatchesPerToken(recorded),
      timings: { loadMs: info.loadMs, ...run.timings },
    };
  } finally {
    session.destroy();
  }
}

/** The model, as reports name it. */
export function describeModel({ name, hash, config, parameters, dtypes, weights, cache }: LoadedModel): TracedModel {
  return { name, hash, config, parameters, dtypes, weights, cache };
}

function checkSizes(gpu: Gpu, { info }: Model, request: TraceRequest, tokens: readonly number[]): void {
  const { vocabSize, maxPositions } = info.config;
  if (tokens.length + request.generate > maxPositions) {
    refuse(
      'bad-request',
      `${tokens.length} prompt tokens and ${request.generate} generated do not fit max_position_embeddings ${maxPositions}: shorten the prompt or generate fewer.`,
    );
  }
  const largestChunk = Math.floor(gpu.adapter.maxBindingBytes / (vocabSize * 4));
  if (Math.min(request.chunk, tokens.length) > largestChunk) {
    refuse(
      'bad-request',
      `Logits of a chunk of ${request.chunk} tokens do not fit one binding of this adapter: choose a chunk of at most ${largestChunk}.`,
    );
  }
}

/** The greedy continuation. It ends with the first end-of-turn id, as in transformers' generate. */
async function continuation(
  gpu: Gpu,
  session: Session,
  recorded: RecordedProgram,
  variants: readonly Variant[],
  prompt: readonly number[],
  eosIds: readonly number[],
  maxTokens: number,
  signal: AbortSignal,
) {
  const started = performance.now();
  await session.prefill(recorded, prompt, signal);
  await gpu.device.queue.onSubmittedWorkDone();
  const prefilled = performance.now();
  const ids: number[] = [];
  const gpuMs: number[] = [];
  let [first, last] = [prefilled, prefilled];
  if (maxTokens > 0 && !signal.aborted) {
    const generation = {
      program: () => recorded.program,
      variants,
      sampling: greedySettings,
      eosIds,
      maxTokens,
      signal,
    };
    const { endedBy } = await generate(session, generation, (token) => {
      last = performance.now();
      if (ids.length === 0) first = last;
      ids.push(token.id);
      if (token.gpuMs !== null) gpuMs.push(token.gpuMs);
    });
    if (endedBy !== null) ids.push(endedBy);
  }
  if (signal.aborted) refuse('stopped', 'The trace was stopped.');
  const decoded = ids.length - 1;
  return {
    ids,
    timings: {
      prefillMs: prefilled - started,
      decodeMsPerToken: decoded > 0 ? (last - first) / decoded : null,
      gpuDecodeMsPerToken: gpuMs.length > 0 ? gpuMs.reduce((sum, ms) => sum + ms, 0) / gpuMs.length : null,
    },
  };
}

/** Statistics of every stage over the prompt, in the order of the pass. */
async function observeStages(
  session: Session,
  recorded: RecordedProgram,
  tokens: readonly number[],
  headDim: number,
  onTensor: ((tensor: TracedTensor) => Promise<void>) | null,
): Promise<TraceReport['stages']> {
  const stages = new Map<string, { layer: number | null; stage: string; statistics: StatisticsAccumulator }>();
  for await (const { layer, stage, activation, values, batch } of observe(session, recorded, tokens)) {
    const name = stageName(layer, stage);
    const seen = stages.get(name) ?? { layer, stage, statistics: new StatisticsAccumulator() };
    stages.set(name, seen);
    seen.statistics.add(values);
    const shape = stageShape(stage, activation.width, headDim);
    await onTensor?.({ name, firstRow: batch.start, rows: batch.tokens, shape, data: values });
  }
  return [...stages.values()].map(({ layer, stage, statistics }) => ({ layer, stage, ...statistics.result() }));
}
