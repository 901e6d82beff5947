import { record } from '../../src/gpu/recording.ts';
import { forward, type Tap } from '../../src/model/pass/forward.ts';
import { FewRecordings } from '../../src/model/pass/programs/few_recordings.ts';
import type { RecordedProgram } from '../../src/model/pass/programs/recordings.ts';
import type { Session } from '../../src/model/sequence/session.ts';
import type { BatchShape } from '../../src/vocabulary/batch_shape.ts';
import type { Program } from '../../src/vocabulary/program.ts';

/**
 * Has `session` record `program` for one token and for a few, and not for many: those kernels, in the sizes of a GPU, take a CPU adapter
 * half of the time to compile. No batch may be larger.
 */
export async function recordWithoutMany({ gpu, memory }: Session, program: Program): Promise<RecordedProgram> {
  const of = (shape: BatchShape) =>
    record<Tap>(gpu, shape, (recorder) => forward(recorder, program, shape, memory.pass));
  const [one, long] = await Promise.all([of('one'), of('one-long')]);
  const none = { label: 'many', commands: [], dispatches: 0, destroy: () => {} };
  const recorded = { program, shapes: { one, 'one-long': long, many: none, few: new FewRecordings(of, true) } };
  memory.recordings.get = async () => recorded;
  return recorded;
}
