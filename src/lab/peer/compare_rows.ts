import type { Gpu } from '../../gpu/device.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import { observe } from '../../model/observe/observe.ts';
import { Session } from '../../model/sequence/session.ts';
import { logProbabilities } from '../../numerics/bounded_divergence.ts';
import { refuse } from '../../result.ts';
import { describeProgram } from '../../vocabulary/program.ts';
import type { ComparedPosition, PeerComparison, PeerRowsRequest } from '../contract/peer_comparison.ts';
import { passModel, type Model } from '../model.ts';
import { promptTokens } from '../prompt.ts';
import { checkRows, comparedPosition, summaryOf } from './compared.ts';

/** The most rows of logits that are held at once. */
const maxRows = 64;

/**
 * Runs ids that a peer has run, and compares what both say of every token that follows. Refuses with `bad-request`,
 * `out-of-memory` or `stopped`.
 */
export async function compareRows(
  gpu: Gpu,
  model: Model,
  { ids, rows, program }: PeerRowsRequest,
  signal: AbortSignal,
): Promise<PeerComparison> {
  const { config } = model.info;
  const spell = (id: number) => model.tokenizer?.spell(id) ?? `${id}`;
  const tokens = await promptTokens(model, { tokens: [...ids] });
  checkRows(rows, tokens.length, config.vocabSize);
  if (tokens.length > config.maxPositions) {
    refuse('bad-request', `${tokens.length} tokens do not fit the ${config.maxPositions} positions: compare fewer.`);
  }
  const rowsThatFit = Math.max(1, Math.floor(gpu.adapter.maxBindingBytes / (4 * config.vocabSize)));
  const session = await Session.create(gpu, passModel(model), {
    context: tokens.length,
    chunk: Math.min(maxRows, rowsThatFit, tuningFor(gpu).chunk, tokens.length),
    logits: 'every',
    onUncompiled: 'fall-back',
  });
  try {
    session.programs.fallbacks.avoid(model.session.programs.fallbacks.avoided);
    const recorded = await session.programs.prepare(program);
    const positions: ComparedPosition[] = [];
    for await (const { values, batch } of observe(session, recorded, tokens, ({ stage }) => stage === 'logits')) {
      if (signal.aborted) break;
      for (const row of rows) {
        const at = row.position - batch.start;
        if (at < 0 || at >= batch.tokens) continue;
        const logits = values.subarray(at * config.vocabSize, (at + 1) * config.vocabSize);
        positions.push(comparedPosition(row, logProbabilities(logits), tokens[row.position + 1]!, spell));
      }
    }
    if (signal.aborted) refuse('stopped', 'The comparison was stopped.');
    return { program: recorded.program, set: describeProgram(recorded.program), ...summaryOf(positions) };
  } finally {
    session.destroy();
  }
}
