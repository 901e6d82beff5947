/** Runs again, here, what somebody shared. */
import type { Opened } from '../../findings/open/opened.ts';
import type { DiagnosisFinding, KernelFinding, TokenFinding } from '../../findings/format/finding.ts';
import type { FigureComparison } from '../../findings/token/compare.ts';
import type { Reproduction } from '../../findings/diagnosis/reproduction.ts';
import type { KernelReproduction } from '../../findings/own_kernel/compare.ts';
import type { BenchSpec, DiagnosisSpec, KernelSpec, TokenSpec } from '../../findings/format/spec.ts';
import type { RecordedBench } from '../../findings/format/bench.ts';
import type { Failure } from '../../result.ts';
import type { Diagnosis, LoadedModel, OwnKernelReport, WatchReport } from '../../worker/api.ts';
import type { EngineState } from '../engine/engine_state.ts';
import { rowsAs } from '../engine/occupation.ts';

/** The outcome. `reproduction` is null where there is no recorded outcome to compare with. */
export type Outcome =
  | { kind: 'diagnosis'; diagnosis: Diagnosis; reproduction: Reproduction | null; promptText: string | null }
  | { kind: 'bench'; bench: RecordedBench }
  /** `comparison` is also null where a placeholder prompt ran. */
  | { kind: 'live'; report: WatchReport; comparison: FigureComparison | null }
  | { kind: 'kernel'; report: OwnKernelReport; comparison: KernelReproduction | null };

export type OutcomeOf<K extends Outcome['kind']> = Extract<Outcome, { kind: K }>;

export type Rerun = { at: 'running' } | { at: 'failed'; failure: Failure } | { at: 'done'; outcome: Outcome };

interface Given {
  model: LoadedModel;
  engine: EngineState;
  /** A prompt for a finding that withholds its own; empty for a placeholder prompt. */
  typed: string;
}

/** Null where the run was stopped. */
export function runAgain(opened: Opened, given: Given): Promise<Rerun | null> {
  switch (opened.kind) {
    case 'diagnosis':
      return diagnoseAgain(opened.spec, opened.finding, given);
    case 'bench':
      return benchAgain(opened.spec, given);
    case 'live':
      return watchAgain(opened.spec, opened.finding, given);
    case 'kernel':
      return tryAgain(opened.spec, opened.finding, given);
  }
}

async function diagnoseAgain(
  spec: DiagnosisSpec,
  finding: DiagnosisFinding | null,
  { model, engine, typed }: Given,
): Promise<Rerun | null> {
  const [{ requestOf }, { compareRuns }] = await Promise.all([
    import('../../findings/rerun.ts'),
    import('../../findings/diagnosis/reproduction.ts'),
  ]);
  const request = requestOf(spec, typed, model.config.vocabSize);
  const result = await engine.occupy('diagnosis', (api, tell) => api.diagnose(request, tell));
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

async function benchAgain({ request }: BenchSpec, { engine }: Given): Promise<Rerun | null> {
  const result = await engine.occupy('benchmark', (api, tell) => api.bench(request, rowsAs(tell)));
  if (!result.ok) return failed(result.failure);
  return { at: 'done', outcome: { kind: 'bench', bench: { request, report: result.value } } };
}

async function watchAgain(
  spec: TokenSpec,
  finding: TokenFinding | null,
  { model, engine }: Given,
): Promise<Rerun | null> {
  const [{ watchRequestOf }, { compareTokens }, { figuresOf }] = await Promise.all([
    import('../../findings/rerun.ts'),
    import('../../findings/token/compare.ts'),
    import('../../findings/format/token.ts'),
  ]);
  const request = watchRequestOf(spec, model.config.vocabSize);
  const result = await engine.occupy('token', (api) => api.watchAgain(request));
  if (!result.ok) return failed(result.failure);
  const known = finding && spec.prompt.show === 'shown';
  const comparison = known ? compareTokens(figuresOf(finding.live.token), result.value.figures) : null;
  return { at: 'done', outcome: { kind: 'live', report: result.value, comparison } };
}

/** A person has pressed for it, and what a stranger wrote is bounded as their own kernel is. Null, too, where the text is not known. */
async function tryAgain(
  { text, seed }: KernelSpec,
  finding: KernelFinding | null,
  { engine }: Given,
): Promise<Rerun | null> {
  if (text === null) return null;
  const { compareKernels } = await import('../../findings/own_kernel/compare.ts');
  const result = await engine.occupy('kernel', (api, tell) =>
    api.tryKernel({ text, seed }, ({ done }) => tell({ doing: null, done })),
  );
  if (!result.ok) return failed(result.failure);
  const comparison = finding && compareKernels(finding.kernel, result.value, true);
  return { at: 'done', outcome: { kind: 'kernel', report: result.value, comparison } };
}

function failed(failure: Failure): Rerun | null {
  return failure.kind === 'stopped' ? null : { at: 'failed', failure };
}
