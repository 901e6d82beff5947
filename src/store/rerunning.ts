/** Running again, here, what somebody shared. */
import type { Opened } from '../share/opened.ts';
import type { DiagnosisFinding } from '../share/finding.ts';
import type { Reproduction } from '../share/reproduction.ts';
import type { BenchSpec, DiagnosisSpec } from '../share/spec.ts';
import type { RecordedBench } from '../share/bench/schema.ts';
import type { Failure } from '../result.ts';
import type { BenchProgress, Diagnosis, DiagnosisProgress, LoadedModel } from '../worker/api.ts';
import type { EngineState } from './engine.ts';

/** What came of it. `reproduction` is null where it is not known what came of it there. */
export type Outcome =
  | { kind: 'diagnosis'; diagnosis: Diagnosis; reproduction: Reproduction | null; promptText: string | null }
  | { kind: 'bench'; bench: RecordedBench };

export type Rerun =
  /** `doing` is null until it has begun. */
  | { at: 'running'; doing: DiagnosisProgress['doing'] | BenchProgress | null }
  | { at: 'failed'; failure: Failure }
  | { at: 'done'; outcome: Outcome };

interface Given {
  model: LoadedModel;
  engine: EngineState;
  /** A prompt for where none was told; empty for a stand-in. */
  typed: string;
  tell: (rerun: Rerun) => void;
}

/** Null where it was stopped. */
export function runAgain(opened: Opened, given: Given): Promise<Rerun | null> {
  switch (opened.kind) {
    case 'diagnosis':
      return diagnoseAgain(opened.spec, opened.finding, given);
    case 'bench':
      return benchAgain(opened.spec, given);
  }
}

async function diagnoseAgain(
  spec: DiagnosisSpec,
  finding: DiagnosisFinding | null,
  { model, engine, typed, tell }: Given,
): Promise<Rerun | null> {
  const [{ requestOf }, { compareRuns }] = await Promise.all([
    import('../share/rerun.ts'),
    import('../share/reproduction.ts'),
  ]);
  const request = requestOf(spec, typed, model.config.vocabSize);
  const result = await engine.diagnose(request, ({ doing }) => tell({ at: 'running', doing }));
  if (!result.ok) return failed(result.failure);
  const sameTokens = spec.prompt.show === 'shown' || typed !== '';
  const written = finding?.prompt.show === 'shown' ? finding.prompt.text : null;
  const outcome = {
    kind: 'diagnosis' as const,
    diagnosis: result.value,
    reproduction: finding && compareRuns(finding.diagnosis, result.value, sameTokens),
    promptText: typed === '' ? written : typed,
  };
  return { at: 'done', outcome };
}

async function benchAgain({ request }: BenchSpec, { engine, tell }: Given): Promise<Rerun | null> {
  const result = await engine.bench(request, (doing) => tell({ at: 'running', doing }));
  if (!result.ok) return failed(result.failure);
  return { at: 'done', outcome: { kind: 'bench', bench: { request, report: result.value } } };
}

function failed(failure: Failure): Rerun | null {
  return failure.kind === 'stopped' ? null : { at: 'failed', failure };
}
