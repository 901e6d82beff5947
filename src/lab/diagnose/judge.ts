import { stageName, type Stage } from '../../vocabulary/stages.ts';
import { exceeds } from '../../numerics/verdict/noise_floor.ts';
import { downstreamOf } from '../../numerics/verdict/downstream.ts';
import { blamed, missampled, passed, type Verdict } from '../../numerics/verdict/verdict.ts';
import { isolate } from './isolate.ts';
import type { Lockstep } from './lockstep.ts';
import { matchFault } from './match_faults.ts';
import type { Case, Finding } from './survey.ts';

/** What the findings of a survey and of lockstep come to. `draws` tells whether tokens are drawn as they should be. */
export async function judge(
  looked: Case,
  findings: readonly Finding[],
  { drifts, logits }: Lockstep,
  draws: () => Promise<boolean>,
): Promise<Verdict> {
  const { replay, program } = looked;
  const { longContext } = replay;
  const bad = findings.filter(exceeds);
  const [first] = bad;
  if (!first) {
    const drawn = program.sample === 'fused';
    if (drawn && !(await draws())) return missampled();
    return passed({
      stages: findings.length,
      worst: Math.max(...findings.map(({ evidence, floor }) => evidence.error / floor)),
      shapes: [...new Set(findings.map(({ shape }) => shape))],
      longContext,
      kernels: await kernelsOf(looked, findings),
      drawn,
    });
  }
  // Of the first layer, the first step; what many tokens show comes first and is never of several steps.
  const here = bad.filter(({ layer, steps }) => layer === first.layer && steps[0] === first.steps[0]);
  const { step, finding } = await isolate(looked, here);
  const fault = await matchFault(looked, finding, step);
  const layers = [...new Set(bad.filter(({ steps }) => steps.includes(step)).map(({ layer }) => layer))];
  const named = drifts.map((drift) => ({
    name: stageName(drift.layer, drift.stage as Stage),
    evidence: drift.evidence,
    off: exceeds(drift),
  }));
  const { layer, stage, shape, evidence, floor } = finding;
  return blamed(
    { step, layer, stage, shape, longContext, evidence, floor, layers, fault },
    downstreamOf(named, logits),
  );
}

/** The kernels that ran in place of the reference's, in the order of the pass. */
async function kernelsOf({ replay, program, variants }: Case, findings: readonly Finding[]): Promise<string[]> {
  const { program: ran, shapes } = await replay.prepare(program, variants);
  const names = findings.flatMap(({ shape, steps, layer }) =>
    shapes[shape].commands.flatMap((command) => {
      if (command.kind === 'mark' || command.layer !== layer || command.step === 'embed') return [];
      return steps.some((step) => step === command.step && ran[step] === 'fused') ? [command.kernel] : [];
    }),
  );
  return [...new Set(names)];
}
