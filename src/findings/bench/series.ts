/** The rows of a benchmark as charts and tables show them: every program at every length. */
import { switchableSteps } from '../../vocabulary/program.ts';
import type { RecordedBench } from '../format/bench.ts';

export interface Rate {
  /** Unique in its benchmark: `mixed 2`. */
  program: string;
  set: 'reference' | 'fused' | 'mixed';
  /** The kernels of its steps, by which the same program is found in another benchmark. */
  runs: string;
  /** Tokens of the context before what is decoded, or of the prompt. */
  length: number;
  tokensPerSecond: number;
}

export type Work = 'decode' | 'prefill';

/** In groups of one length, the programs in the order of the request. */
export function ratesOf({ request, report }: RecordedBench, work: Work): Rate[][] {
  const lengths = work === 'decode' ? request.contexts : request.prefills;
  const names = namesOf(report.decode.filter((_, row) => row % request.contexts.length === 0));
  return lengths.map((length, at) =>
    request.programs.map((program, p) => {
      const row = report[work][p * lengths.length + at]!;
      return {
        program: names[p]!,
        set: row.program,
        runs: switchableSteps.map((step) => program[step]).join(),
        length,
        tokensPerSecond: row.tokensPerSecond,
      };
    }),
  );
}

function namesOf(rows: readonly { program: string }[]): string[] {
  const named = rows.map(({ program }) => program);
  return named.map((name, i) => {
    const same = named.flatMap((other, j) => (other === name ? [j] : []));
    return same.length === 1 ? name : `${name} ${same.indexOf(i) + 1}`;
  });
}

/** The fastest at the first context, and what it is compared with: the reference, or else the slowest; null where it is alone. */
export function leaders(bench: RecordedBench): { first: Rate; other: Rate | null } {
  const rates = ratesOf(bench, 'decode')[0]!.toSorted((a, b) => b.tokensPerSecond - a.tokensPerSecond);
  const [first, ...rest] = rates;
  return { first: first!, other: rest.find(({ set }) => set === 'reference') ?? rest.at(-1) ?? null };
}
