import type { Gpu } from '../gpu/device.ts';
import { tuningFor } from '../kernels/tuning.ts';
import { runAttended } from '../model/observe/attention_scores.ts';
import { Session } from '../model/sequence/session.ts';
import { refuse } from '../result.ts';
import { describeProgram } from '../vocabulary/program.ts';
import type { AttentionReport, AttentionRequest } from './contract/attention_map.ts';
import { variantOf } from './faults.ts';
import { passModel, type Model } from './model.ts';
import { promptTokens } from './prompt.ts';

/** The most shares that are read back: 64 MiB. */
const maxShares = 2 ** 24;

/**
 * Runs tokens again in a session of its own, and says what the last of them attends to, by layer and head. Refuses with
 * `bad-request`, `out-of-memory` or `stopped`.
 */
export async function attentionMap(
  gpu: Gpu,
  model: Model,
  request: AttentionRequest,
  signal: AbortSignal,
): Promise<AttentionReport> {
  const { info, tokenizer } = model;
  const { config } = info;
  const tokens = await promptTokens(model, { tokens: request.tokens });
  const positions = Math.min(config.maxPositions, Math.floor(maxShares / (config.layers * config.heads)));
  if (tokens.length > positions) {
    refuse(
      'bad-request',
      `The token is at position ${tokens.length - 1}, and a map of this model reaches to ${positions - 1}: choose an earlier token.`,
    );
  }
  const session = await Session.create(gpu, passModel(model), {
    context: tokens.length,
    chunk: Math.min(tuningFor(gpu).chunk, tokens.length),
    logits: 'last',
  });
  try {
    const variants = request.fault ? [variantOf(request.fault, config.layers)] : [];
    const recorded = await session.programs.prepare(request.program, variants);
    const before = tokens.slice(0, -1);
    const ran = before.length === 0 || (await session.prefill(recorded, before, signal));
    if (!ran || signal.aborted) refuse('stopped', 'The run was stopped.');
    const { shares, gpuMs } = await runAttended(session, recorded, tokens.at(-1)!);
    return {
      position: tokens.length - 1,
      program: recorded.program,
      set: describeProgram(recorded.program),
      names: tokens.map((id) => tokenizer?.spell(id) ?? `${id}`),
      layers: config.layers,
      heads: config.heads,
      shares,
      gpuMs,
    };
  } finally {
    session.destroy();
  }
}
