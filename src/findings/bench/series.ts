/** What was measured of every program, at every length: the rows of a benchmark as charts and tables show them. */
import { stepName } from '../format/fields.ts';
import type { RecordedBench } from '../format/bench.ts';

export interface Rate {
  /** As it is told apart from the others: `mixed 2`. */
  program: string;
  set: 'reference' | 'fused' | 'mixed';
  /** What the program runs, so that two benchmarks can be laid side by side. */
  runs: string;
  /** Tokens of the context that is decoded after, or of the prompt that is read. */
  length: number;
  tokensPerSecond: number;
}

export type Work = 'decode' | 'prefill';

/** In groups of one length, the programs in the order in which they were asked for. */
export function ratesOf({ request, report }: RecordedBench, work: Work): Rate[][] {
  const lengths = work === 'decode' ? request.contexts : request.prefills;
  const names = namesOf(report.decode.filter((_, row) => row % request.contexts.length === 0));
  return lengths.map((length, at) =>
    request.programs.map((program, p) => {
      const row = report[work][p * lengths.length + at]!;
      return {
        program: names[p]!,
        set: row.program,
        runs: stepName.options.map((step) => program[step]).join(),
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

/** The fastest at the first context, and what it is compared with: the reference, or else the slowest; null of one alone. */
export function leaders(bench: RecordedBench): { first: Rate; other: Rate | null } {
  const rates = ratesOf(bench, 'decode')[0]!.toSorted((a, b) => b.tokensPerSecond - a.tokensPerSecond);
  const [first, ...rest] = rates;
  return { first: first!, other: rest.find(({ set }) => set === 'reference') ?? rest.at(-1) ?? null };
}
