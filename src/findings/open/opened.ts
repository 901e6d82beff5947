/** What was opened from a picture or a link: one run, or two findings of a kind. */
import { oneLine, refuse } from '../../result.ts';
import type { BenchFinding, DiagnosisFinding, Finding, TokenFinding } from '../format/finding.ts';
import { specOf } from '../record.ts';
import type { BenchSpec, DiagnosisSpec, TokenSpec, RunSpec } from '../format/spec.ts';

interface One<Kind, Spec, Found> {
  kind: Kind;
  /** How to run it again. */
  spec: Spec;
  /** Its result; null for a link, and where only the code was left. */
  finding: Found | null;
}

export type Opened =
  | One<'diagnosis', DiagnosisSpec, DiagnosisFinding>
  | One<'bench', BenchSpec, BenchFinding>
  | One<'live', TokenSpec, TokenFinding>;

export type Pair =
  | { kind: 'diagnosis'; findings: [DiagnosisFinding, DiagnosisFinding] }
  | { kind: 'bench'; findings: [BenchFinding, BenchFinding] }
  | { kind: 'live'; findings: [TokenFinding, TokenFinding] };

/** A finding and its spec are of one kind, which their types do not say. */
export function openedFinding(written: Finding): Opened {
  const finding = asLines(written);
  return { kind: finding.kind, spec: specOf(finding), finding } as Opened;
}

export function openedRun(written: RunSpec): Opened {
  const spec = asLines(written);
  return { kind: spec.kind, spec, finding: null } as Opened;
}

/** Names and the like come from a stranger, too: nothing in them may reorder what stands beside them. Texts of several lines stand alone. */
function asLines<T>(value: T): T {
  if (typeof value === 'string') return (value.includes('\n') ? value : oneLine(value)) as T;
  if (Array.isArray(value)) return value.map(asLines) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asLines(each)])) as T;
}

const names: Record<Finding['kind'], string> = {
  diagnosis: 'a diagnosis',
  bench: 'a benchmark',
  live: 'a token’s figures',
};

/** @throws Refusal (`bad-request`) for two of different kinds */
export function pairOf(first: Finding, second: Finding): Pair {
  if (first.kind === second.kind) return { kind: first.kind, findings: [first, second] } as Pair;
  refuse(
    'bad-request',
    `One of these is ${names[first.kind]} and the other ${names[second.kind]}, so they cannot be compared: choose two of a kind.`,
  );
}
