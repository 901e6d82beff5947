/** From findings to the rows of a board. */
import { refuse } from '../../result.ts';
import { adapterLabel } from '../copy/adapter.ts';
import { worstStages } from '../diagnosis/worst_stages.ts';
import type { BoardRow } from '../format/board.ts';
import type { BenchFinding, DiagnosisFinding, Finding } from '../format/finding.ts';
import { foundOn, kindOf } from '../kinds/kinds.ts';

/** What says something about a machine, and not about a conversation or a text. */
type Measured = BenchFinding | DiagnosisFinding;

export const isOfMachine = (finding: Finding): finding is Measured =>
  finding.kind === 'bench' || finding.kind === 'diagnosis';

/**
 * What a finding says of its machine.
 *
 * @throws Refusal (`bad-request`) for any but {@link Measured}
 */
export function rowOf(finding: Finding): BoardRow {
  const { model, adapter } = foundOn(finding);
  const machine = {
    adapter: adapterLabel(adapter),
    isFallback: adapter.isFallback,
    browser: finding.made.browser,
    model: { name: model.name, hash: model.hash },
  };
  if (!isOfMachine(finding)) {
    refuse(
      'bad-request',
      `This picture holds ${kindOf(finding).name}, and a board has none: add benchmarks and diagnoses.`,
    );
  }
  return finding.kind === 'bench'
    ? { ...machine, ...benched(finding), fault: null, diagnosis: null }
    : { ...machine, ...diagnosed(finding), bench: null };
}

function benched({ made, bench: { request, report } }: BenchFinding): Pick<BoardRow, 'weights' | 'bench'> {
  const context = Math.min(...request.contexts);
  const at = (program: 'fused' | 'reference') =>
    report.decode.find((row) => row.program === program && row.context === context) ?? null;
  const [fused, reference] = [at('fused'), at('reference')];
  return {
    weights: report.model.weights.choice,
    bench: {
      date: made.date,
      context,
      fused: fused && fused.tokensPerSecond,
      reference: reference && reference.tokensPerSecond,
      bandwidthShare: fused && fused.bandwidthShare,
    },
  };
}

function diagnosed({ made, weights, diagnosis }: DiagnosisFinding): Pick<BoardRow, 'weights' | 'fault' | 'diagnosis'> {
  const [worst] = worstStages(diagnosis, 1);
  return {
    weights,
    fault: diagnosis.fault,
    diagnosis: {
      date: made.date,
      status: diagnosis.verdict.status,
      worst: worst ? { stage: worst.name.slice(0, 80), timesFloor: worst.timesFloor } : null,
      sameTop: diagnosis.logits.sameTop,
    },
  };
}

/** A row on this page. What was measured by this browser stays apart from what pictures tell. */
export interface HeldRow extends BoardRow {
  here: boolean;
}

/** A row as others get it: nobody else measured it. */
export function toldRow(row: HeldRow): BoardRow {
  const { here: _here, ...told } = row;
  return told;
}

/** What a row is about: rows that are about the same are one. */
export const keyOf = ({ here, adapter, isFallback, browser, model, weights, fault }: HeldRow): string =>
  JSON.stringify([here, adapter, isFallback, browser, model.hash, weights, fault]);

/** `rows` and `more`, the newest benchmark and diagnosis of each machine. */
export function merged(rows: readonly HeldRow[], more: readonly HeldRow[]): HeldRow[] {
  const all = new Map<string, HeldRow>();
  for (const row of [...rows, ...more]) {
    const key = keyOf(row);
    const { bench, diagnosis } = all.get(key) ?? { bench: null, diagnosis: null };
    all.set(key, { ...row, bench: newer(bench, row.bench), diagnosis: newer(diagnosis, row.diagnosis) });
  }
  return [...all.values()];
}

function newer<T extends { date: string }>(one: T | null, other: T | null): T | null {
  if (!one || !other) return one ?? other;
  return Date.parse(one.date) > Date.parse(other.date) ? one : other;
}
