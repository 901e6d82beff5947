import { uniformProgram, type Program, type StepName } from '../../vocabulary/program.ts';
import { exceeds } from '../../numerics/verdict/noise_floor.ts';
import { survey, type Case, type BadSteps } from './survey.ts';

/** The stages that go to the cache: only `rope` writes it. */
const cached = new Set(['k_rope', 'v']);

/**
 * Which step is wrong where several steps are one kernel. Smaller runs are tried on the same inputs: an error in `attention`
 * alone is its own, an error only with `rope` is `rope`'s, and an error in neither is `attn_out`'s.
 */
export async function isolate(looked: Case, bad: readonly BadSteps[]): Promise<{ step: StepName; finding: BadSteps }> {
  const [first] = bad;
  const { layer, steps, shape } = first!;
  const alike = bad.filter((finding) => finding.shape === shape);
  const inCache = alike.find(({ stage }) => cached.has(stage));
  if (steps.length === 1 || (inCache && steps[0] === 'rope')) {
    return { step: steps[0]!, finding: inCache ?? worstOf(alike) };
  }
  for (const [step, fused] of [
    ['attention', ['attention']],
    ['rope', ['rope', 'attention']],
  ] as const) {
    const program: Program = {
      ...uniformProgram('reference'),
      ...Object.fromEntries(fused.map((name) => [name, 'fused' as const])),
    };
    const found = await survey({ ...looked, program }, layer);
    const wrong = found.find((finding) => finding.shape === shape && exceeds(finding));
    if (wrong) return { step, finding: wrong };
  }
  return { step: steps.at(-1)!, finding: worstOf(alike) };
}

/** The finding with the largest error, in multiples of its noise floor. */
export function worstOf(findings: readonly BadSteps[]): BadSteps {
  const beyond = ({ evidence, floor }: BadSteps) => evidence.error / floor;
  return findings.reduce((worst, finding) => (beyond(finding) > beyond(worst) ? finding : worst));
}
