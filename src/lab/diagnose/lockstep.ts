import { reordered } from '../../kernels/variants/reordered.ts';
import { refuseIfStopped } from './stopped.ts';
import { uniformProgram } from '../../vocabulary/program.ts';
import type { Session } from '../../model/sequence/session.ts';
import type { Observed } from '../../model/observe/observe.ts';
import { stageName } from '../../vocabulary/stages.ts';
import { unwritten } from '../../model/pass/output_values.ts';
import { divergence, type Divergence } from '../../numerics/divergence.ts';
import { gatherEvidence, type Evidence } from '../../numerics/evidence/evidence.ts';
import { topLogits, type TopLogits } from '../../numerics/top_logits.ts';
import type { Case } from './survey.ts';
import { observe } from '../../model/observe/observe.ts';

/** The error of a stage, including what errors before it did to it. */
export interface Drift {
  layer: number | null;
  stage: string;
  evidence: Evidence;
  /** The error of the reference with its sums taken in reverse order. */
  floor: number;
}

export interface Lockstep {
  /** In the order of the pass; the worst over all batches. */
  drifts: Drift[];
  /** Over every position of the prompt. */
  logits: Divergence;
  /** The same for the reference with its sums taken in reverse order. */
  logitsFloor: Divergence;
  /** At every position. */
  topLogits: TopLogits[];
}

/** Half a unit in the last place of f32: the error of storing a result. */
const storing = 2 ** -24;

/**
 * Runs the same tokens by the reference, by the reference with sums in reverse order, and by a program, each on its own
 * cache. Compares the stages that the program writes from token `from` on. Refuses with `stopped`.
 */
export async function lockstep(
  sessions: readonly [Session, Session, Session],
  { program, variants, tokens, sizes, from, signal }: Omit<Case, 'replay' | 'config'>,
): Promise<Lockstep> {
  const plain = uniformProgram('reference');
  const recorded = await Promise.all([
    sessions[0].programs.prepare(plain),
    sessions[1].programs.prepare(plain, [reordered]),
    sessions[2].programs.prepare(program, variants),
  ]);
  const drifts = new Map<string, Drift>();
  const logits: Float32Array[][] = [[], [], []];
  let vocabulary = 0;
  let start = 0;
  for (const size of sizes) {
    const ids = tokens.slice(start, start + size);
    start += size;
    if (start <= from) {
      for (const [i, session] of sessions.entries()) await session.prefill(recorded[i]!, ids, signal);
      refuseIfStopped(signal);
      continue;
    }
    const [reference, backwards, other] = sessions.map((session, i) => observe(session, recorded[i]!, ids));
    for await (const seen of other!) {
      refuseIfStopped(signal);
      const beside = [await until(reference!, seen), await until(backwards!, seen)] as const;
      const { width } = seen.activation;
      const name = stageName(seen.layer, seen.stage);
      const known = drifts.get(name);
      const evidence = gatherEvidence(seen.values, beside[0].values, width, unwritten);
      const floor = gatherEvidence(beside[1].values, beside[0].values, width, unwritten).error;
      drifts.set(name, {
        layer: seen.layer,
        stage: seen.stage,
        evidence: known && known.evidence.error >= evidence.error ? known.evidence : evidence,
        floor: Math.max(known?.floor ?? storing, floor),
      });
      if (seen.stage !== 'logits') continue;
      vocabulary = width;
      [beside[0], beside[1], seen].forEach(({ values }, i) => logits[i]!.push(values));
    }
    // The reference's passes also have to end: they go on after the program's last stage.
    for (const rest of [reference!, backwards!]) while (!(await rest.next()).done);
  }
  for (const session of sessions) session.rewind(0);
  const [reference, backwards, other] = logits.map(joined);
  return {
    drifts: [...drifts.values()],
    logits: divergence(reference!, other!, vocabulary),
    logitsFloor: divergence(reference!, backwards!, vocabulary),
    topLogits: topLogits(reference!, other!, vocabulary),
  };
}

/** Advances `pass` to the stage `wanted`, past stages that only `pass` writes. */
async function until(pass: AsyncGenerator<Observed, void, void>, wanted: Observed): Promise<Observed> {
  for (;;) {
    const next = await pass.next();
    if (next.done) throw new Error(`the reference does not write ${stageName(wanted.layer, wanted.stage)}`);
    if (next.value.stage === wanted.stage && next.value.layer === wanted.layer) return next.value;
  }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
