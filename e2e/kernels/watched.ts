import type { Gpu } from '../../src/gpu/device.ts';
import type { RowStatistics } from '../../src/kernels/watch/statistics.ts';
import type { RetainedStage } from '../../src/model/pass/activations.ts';
import { generate } from '../../src/model/sequence/generate.ts';
import type { TokenStatistics } from '../../src/model/observe/token_statistics.ts';
import { uniformProgram, type KernelSet } from '../../src/vocabulary/program.ts';
import { StatisticsAccumulator, type StageStatistics } from '../../src/numerics/stage_statistics.ts';
import { withSession } from './with_session.ts';
import { greedySettings } from '../../src/vocabulary/sampling_settings.ts';
import { runWatched } from '../../src/model/observe/run_watched.ts';
import { observe } from '../../src/model/observe/observe.ts';

const { signal } = new AbortController();
const prompt = 6;

/** The names that a trace has for the rows of each watched stage. */
const traced: Record<RetainedStage, (row: number) => string> = {
  x: (row) => (row === 0 ? 'null.embed' : `${row - 1}.mlp_residual`),
  q: (row) => `${row}.q`,
  k: (row) => `${row}.k`,
  v: (row) => `${row}.v`,
  attn: (row) => `${row}.attn`,
  attnResidual: (row) => `${row}.attn_residual`,
  act: (row) => `${row}.swiglu`,
};

/** A row's statistics as taken with its token, and as a trace finds them. */
export interface WatchedRow {
  name: string;
  watched: RowStatistics;
  traced: StageStatistics;
}

/**
 * Watches the first of `tokens` tokens and all that follow a short prompt; then traces the same ids one by one. Also returns the layers
 * whose attention was watched.
 */
export function watchTokens(gpu: Gpu, base: string, tokens: number, set: KernelSet) {
  return withSession(gpu, base, tokens, 1, async (session, ids) => {
    const recorded = await session.programs.prepare(uniformProgram(set));
    const watched: TokenStatistics[] = [await runWatched(session, recorded, ids[0]!)];
    await session.prefill(recorded, ids.slice(1, prompt), signal);
    const generation = {
      program: () => uniformProgram(set),
      watching: () => true,
      sampling: greedySettings,
      eosIds: [],
      maxTokens: tokens - prompt,
      signal,
    };
    await generate(session, generation, ({ statistics }) => {
      if (statistics) watched.push(statistics);
    });
    const found = new Map<string, StageStatistics>();
    const run = [...session.ids];
    session.rewind(0);
    for await (const { layer, stage, values, batch } of observe(session, recorded, run)) {
      const statistics = new StatisticsAccumulator();
      statistics.add(values);
      found.set(`${batch.start}.${layer}.${stage}`, statistics.result());
    }
    const rows = watched.flatMap(({ position, rows }) =>
      Object.entries(rows).flatMap(([stage, all]) =>
        all.map((row, index): WatchedRow => {
          const name = `${position}.${traced[stage as RetainedStage](index)}`;
          return { name, watched: row, traced: found.get(name)! };
        }),
      ),
    );
    return {
      positions: watched.map(({ position }) => position),
      rows,
      attention: watched.flatMap(({ attention }) => attention?.layer ?? []),
    };
  });
}
