import type { Gpu } from '../gpu/device.ts';
import type { Recording } from '../gpu/recording.ts';
import { Replay } from '../model/observe/replay.ts';
import type { RecordedProgram } from '../model/pass/programs/recordings.ts';
import { differingValues } from '../numerics/bits.ts';
import { relativeRmsError } from '../numerics/compare.ts';
import type { BatchShape } from '../vocabulary/batch_shape.ts';
import { placeholderPrompt } from '../vocabulary/placeholder_prompt.ts';
import { resolveProgram, uniformProgram, type KernelSet, type Program, type StepName } from '../vocabulary/program.ts';
import type { BatchedRow, BatchedStage, BatchInvarianceReport } from './contract/batch_invariance.ts';
import { refuseIfStopped, unlessStopped } from './diagnose/stopped.ts';
import { runsOf } from './diagnose/survey.ts';
import { passModel, type Model } from './model.ts';

/** Rows that the last one runs among: alone, among few, and among what no tile divides. */
const among = [1, 2, 3, 8, 17, 24] as const;
const tokens = 24;

/** What `rope` writes to the cache. `qkv` writes v, too. */
const cached: ReadonlySet<string> = new Set(['k_rope', 'v']);

interface RowTrial {
  set: KernelSet;
  candidate: RecordedProgram;
  steps: readonly StepName[];
}

/** A stage of the last row in one layer. */
interface LastRow {
  set: KernelSet;
  layer: number | null;
  steps: readonly StepName[];
  stage: string;
  shape: BatchShape;
  kernels: string[];
  values: Float32Array;
}

/**
 * Runs the last row of a prompt alone and among others, and compares its values bit by bit, kernel by kernel. Every kernel
 * starts from what the reference has, so that a difference is its own. Refuses with `out-of-memory` or `stopped`.
 */
export async function batchInvariance(
  gpu: Gpu,
  model: Model,
  wanted: Program,
  signal: AbortSignal,
): Promise<BatchInvarianceReport> {
  const { config, unavailable } = model.info;
  const program = resolveProgram(wanted, unavailable);
  const replay = await Replay.create(gpu, passModel(model), { context: tokens, chunk: tokens });
  try {
    const prepared = Promise.all([replay.prepare(uniformProgram('reference')), replay.prepare(program)]);
    const [reference, candidate] = await unlessStopped(signal, prepared);
    const runs = new Map<number, LastRow[]>();
    for (const rows of among) {
      const ids = placeholderPrompt(tokens, config.vocabSize);
      runs.set(rows, await lastRows(replay, { reference, candidate }, ids, rows, signal));
    }
    return { program, among: [...among], stages: compared(runs) };
  } finally {
    replay.destroy();
  }
}

/** The last row's stages in a batch of so many. */
async function lastRows(
  replay: Replay,
  { reference, candidate }: Record<'reference' | 'candidate', RecordedProgram>,
  ids: readonly number[],
  rows: number,
  signal: AbortSignal,
): Promise<LastRow[]> {
  const before = ids.length - rows;
  const found: LastRow[] = [];
  const trialsAt = (_: number | null, step: StepName, shape: BatchShape): RowTrial[] => [
    ...runsOf(candidate.program, replay.fusions(candidate, shape))
      .filter(([first]) => first === step)
      .map((steps): RowTrial => ({ set: 'fused', candidate, steps })),
    // It comes last, so that the logits' ends the run.
    { set: 'reference', candidate: reference, steps: [step] },
  ];
  const examined = { tokens: ids, sizes: before > 0 ? [before, rows] : [rows], from: before };
  for await (const { trial, layer, shape, stages } of replay.run(examined, trialsAt)) {
    refuseIfStopped(signal);
    const { set, steps } = trial;
    const kernels = kernelsOf(await replay.recording(trial.candidate, shape), layer, steps);
    // Copies: whole batches would add up to more than the model.
    for (const { stage, width, values } of stages) {
      const name = steps.includes('rope') && cached.has(stage) ? `${stage}, cached` : stage;
      found.push({ set, layer, steps, stage: name, shape, kernels, values: values.slice(-width) });
    }
    // What follows is a long context.
    if (set === 'reference' && steps[0] === 'logits') break;
  }
  return found;
}

function kernelsOf({ commands }: Recording<unknown>, layer: number | null, steps: readonly StepName[]): string[] {
  const own = commands.flatMap((command) =>
    command.kind === 'dispatch' && command.layer === layer && steps.includes(command.step as StepName)
      ? [command.kernel]
      : [],
  );
  return [...new Set(own)];
}

const stageKey = ({ set, stage }: Pick<LastRow, 'set' | 'stage'>) => `${set} ${stage}`;
const sets: readonly KernelSet[] = ['reference', 'fused'];

/** Every stage of the largest batch, beside the same in the smaller ones. */
function compared(runs: ReadonlyMap<number, readonly LastRow[]>): BatchedStage[] {
  const largest = runs.get(among.at(-1)!)!;
  const names = [...new Map(largest.map((row) => [stageKey(row), row])).values()];
  return names
    .toSorted((a, b) => sets.indexOf(a.set) - sets.indexOf(b.set))
    .map(({ set, steps, stage }) => {
      const whole = largest.filter((row) => row.set === set && row.stage === stage);
      const rows = [...runs].flatMap(([among, found]) => {
        const own = found.filter((row) => row.set === set && row.stage === stage);
        return own.length > 0 ? [batchedRow(among, own, whole)] : [];
      });
      return { set, steps, stage, layers: whole.length, rows };
    });
}

function batchedRow(among: number, own: readonly LastRow[], whole: readonly LastRow[]): BatchedRow {
  const pairs = own.map((row) => [row.values, whole.find(({ layer }) => layer === row.layer)!.values] as const);
  const differing = pairs.map(([values, others]) => differingValues(values, others));
  const { shape, kernels } = own[0]!;
  return {
    among,
    shape,
    kernels,
    layers: differing.filter((values) => values > 0).length,
    values: differing.reduce((sum, values) => sum + values, 0),
    of: pairs.reduce((sum, [{ length }]) => sum + length, 0),
    error: Math.max(...pairs.map(([values, others]) => relativeRmsError(values, others))),
  };
}
