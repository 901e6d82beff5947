import {
  readFinding,
  type BenchFinding,
  type DiagnosisFinding,
  type KernelFinding,
} from '../../src/findings/format/finding.ts';
import type { AdapterDescription, ChosenFault } from '../../src/worker/api.ts';
import type { Setup } from './controls.ts';
import bench from './recorded/bench.fixture.json?raw';
import rightKernel from './recorded/right_kernel.fixture.json?raw';
import clean from './recorded/clean_diagnosis.fixture.json?raw';
import wrong from './recorded/wrong_diagnosis.fixture.json?raw';
import wrongKernel from './recorded/wrong_kernel.fixture.json?raw';

/** What the engine answered once, on the small checkpoint of the tests: engine/lab/recorded.spec.ts and own_kernel.spec.ts write and check it. */
export const recorded = {
  bench: (readFinding(bench, 'The fixture') as BenchFinding).bench,
  clean: (readFinding(clean, 'The fixture') as DiagnosisFinding).diagnosis,
  /** With an uninitialised bias of qkv in layer 2. */
  wrong: (readFinding(wrong, 'The fixture') as DiagnosisFinding).diagnosis,
  rightKernel: (readFinding(rightKernel, 'The fixture') as KernelFinding).kernel,
  /** Without its residual. */
  wrongKernel: (readFinding(wrongKernel, 'The fixture') as KernelFinding).kernel,
};

/** @throws where no diagnosis of the fault was recorded. */
export function recordedDiagnosis(fault: ChosenFault | null) {
  if (fault === null) return recorded.clean;
  const { name, layer } = recorded.wrong.fault!;
  if (fault.name === name && fault.layer === layer) return recorded.wrong;
  throw new Error(`no diagnosis of ${fault.name} in layer ${fault.layer} was recorded`);
}

export function adapterOf({ timestamps }: Setup): AdapterDescription {
  const { adapter } = recorded.bench.report;
  return { ...adapter, features: adapter.features.filter((name) => timestamps || name !== 'timestamp-query') };
}
