import type { Gpu } from '../../gpu/device.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import { observe, type Observed } from '../../model/observe/observe.ts';
import type { RecordedProgram } from '../../model/pass/programs/recordings.ts';
import { generate } from '../../model/sequence/generate.ts';
import { Session } from '../../model/sequence/session.ts';
import { divergence } from '../../numerics/divergence.ts';
import { relativeRmsError, RmsError } from '../../numerics/compare.ts';
import { meanOfRows } from '../../numerics/rows.ts';
import { topLogits } from '../../numerics/top_logits.ts';
import { refuse } from '../../result.ts';
import { describeProgram } from '../../vocabulary/program.ts';
import { greedySettings } from '../../vocabulary/sampling_settings.ts';
import { stageName } from '../../vocabulary/stages.ts';
import type { KnownLogits, KnownPosition, KnownReport, KnownRequest, KnownToken } from '../contract/known_answers.ts';
import { passModel, type Model } from '../model.ts';
import { promptTokens } from '../prompt.ts';
import { isMean, readKnownAnswers, type KnownAnswers } from './known_answers.ts';
import { openTensorFile, readsBlob } from './tensor_file.ts';

/** The most rows of logits that are held at once. */
const maxRows = 64;

/**
 * Runs the prompt of known answers, and compares what the loaded model computes with them. Refuses with `bad-checkpoint`,
 * `bad-request`, `out-of-memory` or `stopped`.
 */
export async function checkKnownAnswers(
  gpu: Gpu,
  model: Model,
  { file, name, program }: KnownRequest,
  signal: AbortSignal,
): Promise<KnownReport> {
  const known = await readKnownAnswers(await openTensorFile(name, file.size, readsBlob(file)), name);
  const { config } = model.info;
  const tokens = await promptTokens(model, { tokens: [...known.tokens] });
  const generated = known.generated?.length ?? 0;
  if (tokens.length + generated > config.maxPositions) {
    refuse(
      'bad-request',
      `${name}: has ${tokens.length + generated} tokens and the model ${config.maxPositions} positions: choose answers for this model.`,
    );
  }
  const rowsThatFit = Math.max(1, Math.floor(gpu.adapter.maxBindingBytes / (4 * config.vocabSize)));
  const session = await Session.create(gpu, passModel(model), {
    context: tokens.length + generated,
    chunk: Math.min(maxRows, rowsThatFit, tuningFor(gpu).chunk, tokens.length),
    logits: 'every',
  });
  try {
    const recorded = await session.programs.prepare(program);
    const comparison = new Comparison(model, known);
    const wanted = (stage: string) => known.stages.has(stage) || (stage === 'logits' && known.meanLogits !== null);
    for await (const observed of observe(session, recorded, tokens, ({ layer, stage }) =>
      wanted(stageName(layer, stage)),
    )) {
      if (signal.aborted) break;
      await comparison.take(observed);
    }
    const continued =
      generated > 0 && !signal.aborted ? await continuation(session, recorded, model, generated, signal) : null;
    if (signal.aborted) refuse('stopped', 'The comparison was stopped.');
    return comparison.report(name, recorded.program, continued);
  } finally {
    session.destroy();
  }
}

/** The greedy continuation. It ends with the first end-of-turn id, as in transformers' generate. */
async function continuation(
  session: Session,
  recorded: RecordedProgram,
  { eosIds }: Model,
  maxTokens: number,
  signal: AbortSignal,
) {
  const ids: number[] = [];
  const generation = { program: () => recorded.program, sampling: greedySettings, eosIds, maxTokens, signal };
  const { endedBy } = await generate(session, generation, ({ id }) => ids.push(id));
  return endedBy === null ? ids : [...ids, endedBy];
}

/** Compares batch by batch, so that no more of a stage is in memory. */
class Comparison {
  readonly #stages = new Map<string, RmsError>();
  readonly #positions: KnownPosition[] = [];

  constructor(
    private readonly model: Model,
    private readonly known: KnownAnswers,
  ) {}

  async take({ layer, stage, values, batch }: Observed): Promise<void> {
    const name = stageName(layer, stage);
    const { tokens } = this.known;
    const width = values.length / batch.tokens;
    const tensor = this.known.stages.get(name);
    let expected: Float32Array | null = null;
    let skipped = batch.tokens;
    if (tensor) {
      const error = this.#stages.get(name) ?? new RmsError();
      this.#stages.set(name, error);
      const [rows, ...extents] = tensor.shape as [number, ...number[]];
      // The file has the prompt's last rows.
      const before = tokens.length - rows;
      skipped = Math.min(batch.tokens, Math.max(0, before - batch.start));
      if (extents.reduce((product, extent) => product * extent, 1) !== width) error.spoil();
      else if (skipped < batch.tokens) {
        expected = Float32Array.from(await tensor.rows(batch.start + skipped - before, batch.tokens - skipped));
        error.add(values.subarray(skipped * width), expected);
      }
    }
    if (stage !== 'logits') return;
    for (let row = 0; row < batch.tokens; row += 1) {
      const own = values.subarray(row * width, (row + 1) * width);
      const at = (row - skipped) * width;
      this.#position(batch.start + row, own, expected && row >= skipped ? expected.subarray(at, at + width) : null);
    }
  }

  #position(position: number, own: Float32Array, expected: Float32Array | null): void {
    const { tokens, meanLogits, tolerances } = this.known;
    if (!expected && !meanLogits) return;
    const id = tokens[position]!;
    const logits = expected && this.#logits(expected, own);
    const mean = meanLogits && { known: meanLogits[position]!, here: meanOfRows(own, own.length)[0]! };
    const bad =
      (logits !== null && !(logits.error <= tolerances.stage)) ||
      (mean !== null && !isMean(mean.here, mean.known, tolerances));
    this.#positions.push({ ...this.#token(id), position, logits, mean, bad });
  }

  #logits(expected: Float32Array, own: Float32Array): KnownLogits {
    const { ids, reference, other } = topLogits(expected, own, own.length)[0]!;
    const largest = (logits: readonly number[]) => ids[logits.indexOf(Math.max(...logits))]!;
    return {
      error: relativeRmsError(own, expected),
      kl: divergence(expected, own, own.length).max,
      likeliest: { known: this.#token(largest(reference)), here: this.#token(largest(other)) },
    };
  }

  #token(id: number): KnownToken {
    return { id, name: this.model.tokenizer?.spell(id) ?? `${id}` };
  }

  report(name: string, program: RecordedProgram['program'], continued: readonly number[] | null): KnownReport {
    const { known } = this;
    const { tolerances } = known;
    const stages = [...known.stages.keys()].flatMap((stage) => {
      const error = this.#stages.get(stage)?.value;
      return error === undefined ? [] : [{ name: stage, error, bad: !(error <= tolerances.stage) }];
    });
    const generated = continued && {
      known: known.generated!.map((id) => this.#token(id)),
      here: continued.map((id) => this.#token(id)),
      bad: known.generated!.join() !== continued.join(),
    };
    const bad = [...stages, ...this.#positions].some((each) => each.bad) || (generated?.bad ?? false);
    return {
      name,
      source: known.source,
      program,
      set: describeProgram(program),
      tokens: known.tokens.length,
      tolerances,
      positions: this.#positions,
      stages,
      absent: [...known.stages.keys()].filter((stage) => !this.#stages.has(stage)),
      unknown: [...known.unknown],
      generated,
      bad,
    };
  }
}
