import { uniformProgram, type Program, type StepName } from '../../vocabulary/program.ts';
import { exceeds } from '../../numerics/verdict/noise_floor.ts';
import { survey, type Case, type BadSteps } from './survey.ts';

/** The stages that go to the cache: only `rope` writes it. */
const cached = new Set(['k_rope', 'v']);

/** As few steps as the evidence leaves, with what shows that they are wrong. */
export interface Isolated {
  /** Several where they are wrong as one kernel, and right each alone. */
  steps: readonly StepName[];
  finding: BadSteps;
  /** What ran. */
  program: Program;
}

/**
 * Which step is wrong where several steps are one kernel. Smaller runs are tried on the same inputs: a step that is wrong alone is to
 * blame, and two that are wrong only as one kernel both may be. Where no smaller run is wrong, the last step is.
 */
export async function isolate(looked: Case, bad: readonly BadSteps[]): Promise<Isolated> {
  const [first] = bad;
  const { layer, steps, shape } = first!;
  const { program } = looked;
  const alike = bad.filter((finding) => finding.shape === shape);
  const inCache = alike.find(({ stage }) => cached.has(stage));
  if (steps.length === 1 || (inCache && steps[0] === 'rope')) {
    return { steps: steps.slice(0, 1), finding: inCache ?? worstOf(alike), program };
  }
  for (const run of [['attention'], ['rope'], ['rope', 'attention']] as const) {
    const smaller = fusedOnly(run);
    const found = await survey({ ...looked, program: smaller }, { only: layer });
    const wrong = found.find((finding) => finding.shape === shape && exceeds(finding));
    if (wrong) return { steps: run, finding: wrong, program: smaller };
  }
  return { steps: steps.slice(-1), finding: worstOf(alike), program };
}

/** The finding with the largest error, in multiples of its noise floor. */
export function worstOf(findings: readonly BadSteps[]): BadSteps {
  const beyond = ({ evidence, floor }: BadSteps) => evidence.error / floor;
  return findings.reduce((worst, finding) => (beyond(finding) > beyond(worst) ? finding : worst));
}

/** The reference but for `steps`. */
export function fusedOnly(steps: readonly StepName[]): Program {
  return { ...uniformProgram('reference'), ...Object.fromEntries(steps.map((step) => [step, 'fused' as const])) };
}
