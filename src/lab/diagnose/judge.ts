import { stageName, type Stage } from '../../vocabulary/stages.ts';
import { exceeds } from '../../numerics/verdict/noise_floor.ts';
import { downstreamOf } from '../../numerics/verdict/downstream.ts';
import {
  blamed,
  missampled,
  passed,
  untrusted,
  untrustedAlone,
  wrongAlone,
  type Verdict,
} from '../../numerics/verdict/verdict.ts';
import type { KernelTrial } from '../contract/kernel_trial.ts';
import type { ReferenceCheck } from '../contract/reference.ts';
import { isolate } from './isolate.ts';
import type { Lockstep } from './lockstep.ts';
import { matchFault } from './match_faults.ts';
import type { Case, BadSteps } from './survey.ts';

/** The verdict on a survey and a lockstep run. `samplesExactly` says whether the fused sampler is right. */
export async function judge(
  looked: Case,
  findings: readonly BadSteps[],
  { drifts, logits }: Lockstep,
  samplesExactly: () => Promise<boolean>,
  reference: ReferenceCheck,
  alone: readonly KernelTrial[],
): Promise<Verdict> {
  const distrust = untrusted(reference) ?? untrustedAlone(alone);
  if (distrust) return distrust;
  const { replay, program } = looked;
  const { longContext } = replay;
  const bad = findings.filter(exceeds);
  const [first] = bad;
  if (!first) {
    const wrong = alone.find((trial) => trial.bad);
    if (wrong) return wrongAlone(wrong);
    const sampled = program.sample === 'fused';
    if (sampled && !(await samplesExactly())) return missampled();
    return passed({
      stages: findings.length,
      worst: Math.max(...findings.map(({ evidence, floor }) => evidence.error / floor)),
      shapes: [...new Set(findings.map(({ shape }) => shape))],
      longContext,
      kernels: await kernelsOf(looked, findings),
      sampled,
      kernelsAlone: alone.length,
      reference,
    });
  }
  // The first step of the first layer. Findings of many tokens come first, and are always of a single step.
  const here = bad.filter(({ layer, steps }) => layer === first.layer && steps[0] === first.steps[0]);
  const isolated = await isolate(looked, here);
  const { finding } = isolated;
  const fault = await matchFault(looked, isolated);
  // A known fault that leaves the same values tells which of several steps it is.
  const steps = fault ? isolated.steps.filter((step) => step === fault.step) : isolated.steps;
  const layers = [
    ...new Set(bad.filter((each) => steps.some((step) => each.steps.includes(step))).map(({ layer }) => layer)),
  ];
  const named = drifts.map((drift) => ({
    name: stageName(drift.layer, drift.stage as Stage),
    evidence: drift.evidence,
    off: exceeds(drift),
  }));
  const { layer, stage, shape, evidence, floor } = finding;
  return blamed(
    { steps, layer, stage, shape, longContext, evidence, floor, layers, fault },
    downstreamOf(named, logits),
  );
}

/** The kernels that ran instead of the reference's, in the order of the pass. */
async function kernelsOf({ replay, program, variants }: Case, findings: readonly BadSteps[]): Promise<string[]> {
  const recorded = await replay.prepare(program, variants);
  const ran = recorded.program;
  const names = new Set<string>();
  for (const { shape, steps, layer } of findings) {
    for (const command of (await replay.recording(recorded, shape)).commands) {
      if (command.kind === 'mark' || command.layer !== layer || command.step === 'embed') continue;
      if (steps.some((step) => step === command.step && ran[step] === 'fused')) names.add(command.kernel);
    }
  }
  return [...names];
}
