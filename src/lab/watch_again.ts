import type { Gpu } from '../gpu/device.ts';
import { tuningFor } from '../kernels/tuning.ts';
import { runWatched } from '../model/observe/run_watched.ts';
import { Session } from '../model/sequence/session.ts';
import { refuse } from '../result.ts';
import type { WatchReport, WatchRequest } from './contract/token_statistics.ts';
import { variantOf } from './faults.ts';
import { passModel, type Model } from './model.ts';
import { promptTokens } from './prompt.ts';
import { TokenMonitor } from './token_monitor.ts';

/**
 * Runs tokens in its own session as a watched answer does: token 0 alone, then batches up to `from`, and single tokens from
 * there on. Refuses with `bad-request`, `out-of-memory` or `stopped`.
 */
export async function watchAgain(
  gpu: Gpu,
  model: Model,
  { tokens, from, program, fault, lensed = false }: WatchRequest,
  signal: AbortSignal,
): Promise<WatchReport> {
  const { info } = model;
  await promptTokens(model, { tokens });
  if (tokens.length > info.config.maxPositions) {
    refuse(
      'bad-request',
      `These are ${tokens.length} tokens and the model has ${info.config.maxPositions} positions: choose an earlier token.`,
    );
  }
  const session = await Session.create(gpu, passModel(model), {
    context: tokens.length,
    chunk: Math.min(tuningFor(gpu).chunk, tokens.length),
    logits: 'last',
  });
  try {
    const variants = fault ? [variantOf(fault, info.config.layers)] : [];
    const recorded = await session.programs.prepare(program, variants);
    const watch = new TokenMonitor(model);
    const first = watch.figures(await runWatched(session, recorded, tokens[0]!));
    const apart = Math.max(1, Math.min(from, tokens.length - 1));
    if (apart > 1) await session.prefill(recorded, tokens.slice(1, apart), signal);
    let figures = first;
    for (let at = apart; at < tokens.length && !signal.aborted; at += 1) {
      const isLast = at === tokens.length - 1;
      figures = watch.figures(await runWatched(session, recorded, tokens[at]!, lensed && isLast));
    }
    if (signal.aborted) refuse('stopped', 'The run was stopped.');
    const { name, hash, config } = info;
    return { model: { name, hash, config }, adapter: gpu.adapter, tokens, fault, figures, first };
  } finally {
    session.destroy();
  }
}
