/** All kinds of findings, by their stored names. */
import type { Finding } from '../format/finding.ts';
import type { RunSpec } from '../format/spec.ts';
import type { Told, ToldOf } from '../format/told.ts';
import { bench } from './bench.ts';
import { diagnosis } from './diagnosis.ts';
import type { FoundOn, Kind } from './kind.ts';
import { ownKernel } from './own_kernel.ts';
import { token } from './token.ts';

export type KindName = Finding['kind'];
export type FindingOf<K extends KindName> = Extract<Finding, { kind: K }>;
export type SpecOf<K extends KindName> = Extract<RunSpec, { kind: K }>;

export const kinds: { [K in KindName]: Kind<FindingOf<K>, SpecOf<K>, ToldOf<K>> } = {
  diagnosis,
  bench,
  live: token,
  kernel: ownKernel,
};

/** What is particular to a finding, or to a run, of this kind. */
export function kindOf({ kind }: { kind: KindName }): Kind<Finding, RunSpec, Told> {
  return kinds[kind];
}

/** The model and the adapter that a finding was found with. */
export const foundOn = (finding: Finding): FoundOn => kindOf(finding).foundOn(finding);
