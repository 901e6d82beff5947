import {
  kernelSets,
  stepNames,
  uniformProgram,
  type KernelSet,
  type Program,
  type StepName,
} from '../../../src/vocabulary/program.ts';
import { Stop } from '../../bootstrap/process.mjs';

/**
 * Reads `reference`, `fused`, or a list such as `qkv=fused,down=fused`. Steps that the list leaves out run the reference.
 *
 * @throws Stop when a step or a kernel set is unknown.
 */
export function parseKernels(text: string): Program {
  if (isSet(text)) return uniformProgram(text);
  const program: Record<StepName, KernelSet> = { ...uniformProgram('reference') };
  for (const choice of text.split(',')) {
    const [step = '', set = ''] = choice.split('=').map((part) => part.trim());
    if (!isStep(step) || !isSet(set)) {
      throw new Stop(
        `--kernels: "${choice}" is not a choice, give reference, fused, or a list such as qkv=fused,down=fused; the steps are ${stepNames.join(', ')}.`,
      );
    }
    program[step] = set;
  }
  return program;
}

function isStep(text: string): text is StepName {
  return (stepNames as readonly string[]).includes(text);
}

function isSet(text: string): text is KernelSet {
  return (kernelSets as readonly string[]).includes(text);
}
