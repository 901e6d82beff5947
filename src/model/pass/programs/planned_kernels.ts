import { Recorder } from '../../../gpu/recording.ts';
import { takesFew } from '../../../kernels/attention/few_tokens.ts';
import { batchShapes, isFew, type BatchShape } from '../../../vocabulary/batch_shape.ts';
import type { Program, StepName } from '../../../vocabulary/program.ts';
import { forward, type Pass, type Tap } from '../forward.ts';

/** Every kernel that a pass of `program` dispatches, with the steps and the shapes of batches that it runs in. Compiles nothing. */
export function plannedKernels(program: Program, pass: Pass): Map<string, { step: StepName; shape: BatchShape }[]> {
  const found = new Map<string, { step: StepName; shape: BatchShape }[]>();
  for (const shape of batchShapes) {
    if (isFew(shape) && !takesFew(pass.tuning, pass.config)) continue;
    const recorder = new Recorder<Tap>();
    forward(recorder, program, shape, pass);
    for (const each of recorder.planned) {
      if (each.kind === 'mark') continue;
      const { name } = each.source.contract;
      const runs = found.get(name) ?? [];
      found.set(name, runs);
      const step = each.step as StepName;
      if (!runs.some((run) => run.step === step && run.shape === shape)) runs.push({ step, shape });
    }
  }
  return found;
}
