import type { Gpu } from '../../gpu/device.ts';
import { generate } from '../../model/sequence/generate.ts';
import { Session } from '../../model/sequence/session.ts';
import { refuse } from '../../result.ts';
import { greedySettings } from '../../vocabulary/sampling_settings.ts';
import type { Continuation, ContinuationRequest } from '../contract/peer_comparison.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import { passModel, type Model } from '../model.ts';
import { promptTokens } from '../prompt.ts';

/**
 * The ids of a prompt, and the likeliest behind them, in a session of its own. Refuses with `no-tokenizer`, `bad-request`,
 * `out-of-memory` or `stopped`.
 */
export async function continueGreedily(
  gpu: Gpu,
  model: Model,
  { of, tokens, program }: ContinuationRequest,
  signal: AbortSignal,
): Promise<Continuation> {
  const { info, tokenizer, eosIds } = model;
  if (!tokenizer) refuse('no-tokenizer', info.cannotChat!);
  const encoded = 'text' in of ? await tokenizer.encode(of.text) : (await tokenizer.chatPrompt(of.messages, of)).ids;
  const prompt = await promptTokens(model, { tokens: encoded });
  const context = prompt.length + tokens;
  if (context > info.config.maxPositions) {
    refuse(
      'bad-request',
      `${prompt.length} prompt tokens and ${tokens} generated do not fit the ${info.config.maxPositions} positions: shorten the prompt.`,
    );
  }
  const session = await Session.create(gpu, passModel(model), {
    context,
    chunk: Math.min(tuningFor(gpu).chunk, prompt.length),
    logits: 'last',
    onUncompiled: 'fall-back',
  });
  try {
    session.programs.fallbacks.avoid(model.session.programs.fallbacks.avoided);
    const recorded = await session.programs.prepare(program);
    await session.prefill(recorded, prompt, signal);
    const ids: number[] = [];
    const generation = {
      program: () => recorded.program,
      sampling: greedySettings,
      eosIds,
      maxTokens: tokens,
      signal,
    };
    if (!signal.aborted) {
      const { endedBy } = await generate(session, generation, ({ id }) => ids.push(id));
      if (endedBy !== null) ids.push(endedBy);
    }
    if (signal.aborted) refuse('stopped', 'The comparison was stopped.');
    return { prompt, ids, text: tokenizer.decode(ids) };
  } finally {
    session.destroy();
  }
}
