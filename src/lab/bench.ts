import type { Gpu } from '../gpu/device.ts';
import { copyBandwidth } from '../kernels/bench/copy_bandwidth.ts';
import { tuningFor } from '../kernels/tuning.ts';
import { generate } from '../model/sequence/generate.ts';
import { describeProgram, stepNames, type Program } from '../vocabulary/program.ts';
import { Session } from '../model/sequence/session.ts';
import { maxInFlight } from '../model/sequence/session_buffers.ts';
import { bytesPerToken } from '../model/weights/traffic.ts';
import { refuse } from '../result.ts';
import { describeModel } from './trace.ts';
import type { BenchProgress, BenchReport, BenchRequest, BenchRow } from './contract/bench.ts';
import { passModel, type Model } from './model.ts';
import { TokenMonitor } from './token_monitor.ts';
import { greedySettings } from '../vocabulary/sampling_settings.ts';
import { placeholderPrompt } from '../vocabulary/placeholder_prompt.ts';
import { timeStep } from '../model/observe/time_step.ts';

/**
 * Each measurement first runs untimed for this long, so that pipelines are compiled and clocks are up. Between short bursts
 * of work an NVIDIA H200 runs every kernel at half its speed (qkv takes 11.5 us a layer, not 6.3).
 */
const warmUpMs = 500;
/** Tokens decoded before the first timed window, because they follow a prefill. */
const warmUpTokens = 16;
/** Decode speed is the median over windows of this many tokens: tokens in flight arrive in bursts. */
const windowTokens = 16;
/** Two windows in which kernels are compiled, then a watched window between two unwatched ones. */
const minTokens = 5 * windowTokens - warmUpTokens;
/** Timed prefills per row. */
const prefillRuns = 5;

/** Times decoding, prefilling and each step alone, in its own session. Refuses with `bad-request`, `out-of-memory` or `stopped`. */
export async function bench(
  gpu: Gpu,
  model: Model,
  request: BenchRequest,
  signal: AbortSignal,
  onProgress: (progress: BenchProgress) => void,
): Promise<BenchReport> {
  const { info, weights } = model;
  if (request.tokens < minTokens) {
    refuse('bad-request', `${request.tokens} tokens are too few to time: take ${minTokens} or more.`);
  }
  const longest = Math.max(...request.contexts, ...request.prefills) + warmUpTokens + request.tokens + 1;
  if (longest > info.config.maxPositions) {
    refuse(
      'bad-request',
      `The longest run takes ${longest} positions and the model has ${info.config.maxPositions}: choose shorter contexts.`,
    );
  }
  const report: BenchReport = {
    schema: 1,
    model: describeModel(info),
    adapter: gpu.adapter,
    loadMs: info.loadMs,
    copyBytesPerSecond: await copyBandwidth(gpu),
    decode: [],
    prefill: [],
    steps: [],
  };
  const rows = request.programs.length * (request.contexts.length + request.prefills.length + 1);
  const begin = (doing: BenchRow) => {
    if (signal.aborted) refuse('stopped', 'The benchmark was stopped.');
    const done = report.decode.length + report.prefill.length + new Set(report.steps.map((row) => row.program)).size;
    onProgress({ done, total: rows, doing, measured: report });
  };
  const session = await Session.create(gpu, passModel(model), {
    context: longest,
    chunk: Math.min(tuningFor(gpu).chunk, longest),
    logits: 'last',
  });
  try {
    for (const program of request.programs) {
      const name = describeProgram(program);
      const recorded = await session.programs.prepare(program);
      for (const tokens of request.prefills) {
        begin({ work: 'prefill', program: name, tokens });
        const ms = median(
          await prefillTimes(gpu, session, program, placeholderPrompt(tokens, info.config.vocabSize), signal),
        );
        report.prefill.push({ program: name, tokens, ms, tokensPerSecond: (1000 * tokens) / ms });
      }
      for (const context of request.contexts) {
        begin({ work: 'decode', program: name, tokens: context });
        const ids = placeholderPrompt(context, info.config.vocabSize);
        const times = await decodeTimes(session, program, ids, request.tokens, signal);
        const watchedShare = await watchingCost(session, program, ids, request.tokens, signal, new TokenMonitor(model));
        const gpuMs = await gpuTimes(session, program, ids, signal);
        const bytes = bytesPerToken(info.config, weights, info.cache.type, context);
        const perSecond = times.windowMs.map((ms) => 1000 / ms);
        report.decode.push({
          program: name,
          context,
          tokensPerSecond: median(perSecond),
          p10: quantile(perSecond, 0.1),
          msPerToken: 1000 / median(perSecond),
          watchedShare,
          gpuMsPerToken: gpuMs.length > 0 ? median(gpuMs) : null,
          dispatches: session.programs.dispatchesPerToken(recorded),
          bytes,
          bandwidthShare: (bytes * median(perSecond)) / report.copyBytesPerSecond,
          timeToFirstTokenMs: times.firstTokenMs,
        });
      }
      begin({ work: 'steps', program: name, tokens: request.contexts[0]! });
      session.rewind(0);
      await session.prefill(recorded, placeholderPrompt(request.contexts[0]!, info.config.vocabSize), signal);
      for (const step of stepNames) {
        const us = await timeStep(session, recorded, step);
        if (us !== null) report.steps.push({ program: name, step, us });
      }
    }
    onProgress({ done: rows, total: rows, doing: null, measured: report });
    return report;
  } finally {
    session.destroy();
  }
}

/** Milliseconds from the start of a prefill until its logits are computed. */
async function prefillTimes(
  gpu: Gpu,
  session: Session,
  program: Program,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<number[]> {
  const recorded = await session.programs.prepare(program);
  const times: number[] = [];
  const begun = performance.now();
  while (times.length < prefillRuns) {
    session.rewind(0);
    const started = performance.now();
    await session.prefill(recorded, ids, signal);
    await gpu.device.queue.onSubmittedWorkDone();
    const ended = performance.now();
    if (started - begun >= warmUpMs) times.push(ended - started);
    if (signal.aborted) break;
  }
  return times;
}

async function decodeTimes(
  session: Session,
  program: Program,
  ids: readonly number[],
  tokens: number,
  signal: AbortSignal,
) {
  const recorded = await session.programs.prepare(program);
  const prefill = () => {
    session.rewind(0);
    return session.prefill(recorded, ids, signal);
  };
  await prefill();
  const begun = performance.now();
  do {
    session.rewind(ids.length);
    await generate(session, { ...generation(program, signal), maxTokens: warmUpTokens }, () => {});
  } while (performance.now() - begun < warmUpMs && !signal.aborted);
  const started = performance.now();
  await prefill();
  let firstTokenMs: number | null = null;
  const at: number[] = [];
  const maxTokens = warmUpTokens + tokens + 1;
  await generate(session, { ...generation(program, signal), maxTokens }, () => {
    firstTokenMs ??= performance.now() - started;
    at.push(performance.now());
  });
  const windowMs = [];
  for (let end = warmUpTokens + windowTokens; end < at.length; end += windowTokens) {
    windowMs.push((at[end]! - at[end - windowTokens]!) / windowTokens);
  }
  return { windowMs, firstTokenMs };
}

/**
 * Extra time that watched tokens take, as a share. Every other window of one answer is watched and compared with the mean
 * of its two neighbours. Other load on the machine and the growing context then affect both alike: on a CPU adapter a token
 * of the demo takes 2% longer from one window to the next.
 */
async function watchingCost(
  session: Session,
  program: Program,
  ids: readonly number[],
  tokens: number,
  signal: AbortSignal,
  watch: TokenMonitor,
): Promise<number> {
  session.rewind(0);
  await session.prefill(await session.programs.prepare(program), ids, signal);
  const windows: number[] = [];
  let [tokensSeen, began] = [0, 0];
  const watched = (window: number) => window % 2 === 1;
  const watching = () => watched(Math.floor(tokensSeen / windowTokens));
  const maxTokens = warmUpTokens + tokens;
  await generate(session, { ...generation(program, signal), maxTokens, watching }, ({ statistics }) => {
    if (statistics) watch.figures(statistics);
    const now = performance.now();
    const position = tokensSeen % windowTokens;
    // The first tokens of a window were already in flight when it began.
    if (position === maxInFlight) began = now;
    if (position === windowTokens - 1) windows.push(now - began);
    tokensSeen += 1;
  });
  // Kernels are compiled in the first two windows.
  const shares = windows.flatMap((ms, n) =>
    n > 2 && watched(n) && n + 1 < windows.length ? [(2 * ms) / (windows[n - 1]! + windows[n + 1]!) - 1] : [],
  );
  return median(shares);
}

/** Milliseconds of single tokens after `ids` on the GPU's clock: measured apart, because timestamps cost time too. */
async function gpuTimes(session: Session, program: Program, ids: readonly number[], signal: AbortSignal) {
  session.rewind(ids.length - 1);
  await session.prefill(await session.programs.prepare(program), ids.slice(-1), signal);
  const times: number[] = [];
  session.timed = true;
  await generate(session, { ...generation(program, signal), maxTokens: windowTokens + 1 }, ({ gpuMs }) => {
    if (gpuMs !== null) times.push(gpuMs);
  });
  session.timed = false;
  // The first token is sampled from the prefill's logits: it has no pass of its own.
  return times.slice(1);
}

function generation(program: Program, signal: AbortSignal) {
  return { program: () => program, sampling: greedySettings, eosIds: [], signal };
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The `q` quantile of `values`, interpolated. */
function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)]!;
  return below + (sorted[Math.ceil(at)]! - below) * (at % 1);
}
