import { readFinding, type BenchFinding, type DiagnosisFinding } from '../../src/findings/format/finding.ts';
import bench from './recorded/bench.fixture.json?raw';
import clean from './recorded/clean_diagnosis.fixture.json?raw';
import wrong from './recorded/wrong_diagnosis.fixture.json?raw';

/** What the engine answered once, on the small checkpoint of the tests: engine/lab/recorded.spec.ts writes and checks it. */
export const recorded = {
  bench: (readFinding(bench, 'The fixture') as BenchFinding).bench,
  clean: (readFinding(clean, 'The fixture') as DiagnosisFinding).diagnosis,
  /** With an uninitialised bias of qkv in layer 2. */
  wrong: (readFinding(wrong, 'The fixture') as DiagnosisFinding).diagnosis,
};
