import type { Gpu } from '../gpu/device.ts';
import { tuningFor } from '../kernels/tuning.ts';
import { replayOdds, type ReplayedOdds } from '../model/observe/token_odds.ts';
import { Session } from '../model/sequence/session.ts';
import { refuse } from '../result.ts';
import { describeProgram } from '../vocabulary/program.ts';
import type { AnsweredToken, AnswerOdds, OddsProgress, OddsRequest } from './contract/answer_odds.ts';
import { variantOf } from './faults.ts';
import { jsonAnswer } from './json_answer.ts';
import { passModel, type Model } from './model.ts';
import { promptTokens } from './prompt.ts';

/** The most rows of logits that are kept at once: 78 MB of 151,936 ids. */
const maxRows = 128;

/**
 * Runs an answer again, behind its prompt and in its own session, and says of each token how likely it was and what might have
 * come in its place. Refuses with `no-tokenizer`, `bad-request`, `out-of-memory` or `stopped`.
 */
export async function answerOdds(
  gpu: Gpu,
  model: Model,
  request: OddsRequest,
  signal: AbortSignal,
  onProgress: (progress: OddsProgress) => void,
): Promise<AnswerOdds> {
  const { info, tokenizer } = model;
  const { ids, sampling, format, program, fault } = request;
  if (!tokenizer) refuse('no-tokenizer', info.cannotChat!);
  const { ids: prompt, start } = await tokenizer.chatPrompt(request.messages, request);
  const constraint = format ? await jsonAnswer(model, format, { start, thinking: request.thinking }) : null;
  const all = await promptTokens(model, { tokens: [...prompt, ...ids] });
  const { maxPositions, layers, vocabSize } = info.config;
  if (all.length > maxPositions) {
    refuse(
      'bad-request',
      `The conversation up to this answer is ${all.length} tokens long and the model has ${maxPositions} positions: inspect an earlier answer.`,
    );
  }
  const rowsThatFit = Math.max(1, Math.floor(gpu.adapter.maxBindingBytes / (4 * vocabSize)));
  const session = await Session.create(gpu, passModel(model), {
    context: all.length,
    chunk: Math.min(maxRows, rowsThatFit, tuningFor(gpu).chunk, all.length),
    logits: 'every',
    onUncompiled: 'fall-back',
  });
  try {
    session.programs.fallbacks.avoid(model.session.programs.fallbacks.avoided);
    const recorded = await session.programs.prepare(program, fault ? [variantOf(fault, layers)] : []);
    const odds: ReplayedOdds[] = [];
    const replayed = { ids: all, from: prompt.length - 1, sampling, constraint };
    for await (const rows of replayOdds(session, recorded, replayed, signal)) {
      odds.push(...rows);
      onProgress({ done: session.ids.length, total: all.length });
    }
    if (signal.aborted) refuse('stopped', 'The replay of the answer was stopped.');
    return {
      program: recorded.program,
      set: describeProgram(recorded.program),
      sampling,
      prompt,
      tokens: described(model, ids, odds),
    };
  } finally {
    session.destroy();
  }
}

function described({ tokenizer, eosIds }: Model, ids: readonly number[], odds: readonly ReplayedOdds[]) {
  const stream = tokenizer!.textStream();
  return odds.map(({ mask, ...row }, at): AnsweredToken => {
    const id = ids[at] ?? null;
    return {
      ...row,
      id,
      name: id === null ? '' : tokenizer!.spell(id),
      text: id === null ? stream.flush() : stream.push(id),
      likeliest: row.likeliest.map((each) => ({
        ...each,
        name: tokenizer!.spell(each.id),
        ends: eosIds.includes(each.id),
        forbidden: mask !== null && (mask[each.id >>> 5]! & (1 << (each.id & 31))) === 0,
      })),
    };
  });
}
