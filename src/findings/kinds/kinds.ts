/** All kinds of findings, by their stored names. */
import type { Finding } from '../format/finding.ts';
import type { RunSpec } from '../format/spec.ts';
import { bench } from './bench.ts';
import { diagnosis } from './diagnosis.ts';
import type { FoundOn, Kind } from './kind.ts';
import { token } from './token.ts';

export type KindName = Finding['kind'];
export type FindingOf<K extends KindName> = Extract<Finding, { kind: K }>;
export type SpecOf<K extends KindName> = Extract<RunSpec, { kind: K }>;

export const kinds: { [K in KindName]: Kind<FindingOf<K>, SpecOf<K>> } = { diagnosis, bench, live: token };

/** What is particular to a finding, or to a run, of this kind. */
export function kindOf({ kind }: { kind: KindName }): Kind<Finding, RunSpec> {
  return kinds[kind];
}

/** The model and the adapter that a finding was found with. */
export const foundOn = (finding: Finding): FoundOn => kindOf(finding).foundOn(finding);
