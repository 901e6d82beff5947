/** What was opened from a picture or a link: one run, or two findings of a kind. */
import { oneLine, refuse } from '../../result.ts';
import type { Finding } from '../format/finding.ts';
import type { Told, ToldOf } from '../format/told.ts';
import { specOf } from '../record.ts';
import type { RunSpec } from '../format/spec.ts';
import { kindOf, type FindingOf, type KindName, type SpecOf } from '../kinds/kinds.ts';

interface One<Kind, Spec, Found, T> {
  kind: Kind;
  /** How to run it again. */
  spec: Spec;
  /** Its result; null for a link, and where only the code was left. */
  finding: Found | null;
  /** What the sender of a link says of the result; null where nothing is told. */
  told: T | null;
}

export type Opened = { [K in KindName]: One<K, SpecOf<K>, FindingOf<K>, ToldOf<K>> }[KindName];
export type OpenedOf<K extends KindName> = Extract<Opened, { kind: K }>;

export type Pair = { [K in KindName]: { kind: K; findings: [FindingOf<K>, FindingOf<K>] } }[KindName];

/** A finding and its spec are of one kind, which their types do not say. */
export function openedFinding(written: Finding): Opened {
  return { kind: written.kind, spec: shownSpec(specOf(written)), finding: asLines(written), told: null } as Opened;
}

export function openedRun(written: RunSpec, told: Told | null = null): Opened {
  return { kind: written.kind, spec: shownSpec(written), finding: null, told } as Opened;
}

/** A kernel's text is compiled as it is. */
function shownSpec(spec: RunSpec): RunSpec {
  const shown = asLines(spec);
  return shown.kind === 'kernel' ? { ...shown, text: (spec as SpecOf<'kernel'>).text } : shown;
}

/** Names and the like come from a stranger, too: nothing in them may reorder what stands beside them. Texts of several lines stand alone. */
function asLines<T>(value: T): T {
  if (typeof value === 'string') return (value.includes('\n') ? value : oneLine(value)) as T;
  if (Array.isArray(value)) return value.map(asLines) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asLines(each)])) as T;
}

/** @throws Refusal (`bad-request`) for two of different kinds */
export function pairOf(first: Finding, second: Finding): Pair {
  if (first.kind === second.kind) return { kind: first.kind, findings: [first, second] } as Pair;
  refuse(
    'bad-request',
    `One of these is ${kindOf(first).name} and the other ${kindOf(second).name}, so they cannot be compared: choose two of a kind.`,
  );
}
