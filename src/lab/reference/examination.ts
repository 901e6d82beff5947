import type { Checkpoint } from '../../model/checkpoint/checkpoint.ts';
import type { Definition } from '../../model/families/definition.ts';
import { asOutput, readOutput } from '../../model/pass/output_values.ts';
import { allowance, exceeds } from '../../numerics/verdict/noise_floor.ts';
import { stageName, type Stage } from '../../vocabulary/stages.ts';
import type { CacheType } from '../../vocabulary/cache_type.ts';
import type { WeightChoice } from '../../vocabulary/weight_choice.ts';
import { relative, total, type Deviation } from '../../witness/deviation.ts';
import type { Operation } from '../../witness/operation.ts';
import { PublishedWeight } from '../../witness/published/read.ts';
import type { Witness } from '../../witness/witness.ts';
import type { ExaminedStage } from '../contract/reference.ts';
import { refuseIfStopped } from '../diagnose/stopped.ts';
import { bandsOf, inParts } from './bands.ts';
import type { Stages } from './stages.ts';

/** Rows of the output matrix. */
const logitRows = 64;

/**
 * Elements of a matrix in a layer: all of any in Qwen3-0.6B, and bands of larger ones, so that a larger model takes no longer. Making a
 * quantised weight again takes a hundred times as long as reading a stored one.
 */
const layerElements = { stored: 4 * 2 ** 20, quantised: 2 ** 16 };

/** Elements that the calculation holds at a time. */
const heldElements = 2 ** 20;

/** Half a unit in the last place of f32: the error of storing a result. */
const storing = 2 ** -24;

/** Errors that the WGSL specification permits the built-in functions of a stage, relative: exp and its quotient, mostly. */
const builtIns: Partial<Record<Operation['kind'], number>> = { attention: 126 * storing, swiglu: 79 * storing };

type Defined = ReturnType<Definition['layer' | 'last']>[number];

/** The stages of one run beside float64. Refuses with `stopped`, or as the checkpoint's source does. */
export class Examination {
  constructor(
    /** `choice` is how its weights were loaded, `cacheType` what attention reads keys and values in. */
    private readonly model: { checkpoint: Checkpoint; choice: WeightChoice; cacheType: CacheType },
    private readonly seen: Stages,
    private readonly witness: Pick<Witness, 'examine'>,
    private readonly seed: number,
    private readonly signal: AbortSignal,
  ) {}

  /** The embedding, every stage of `layers`, and the output, in the order of the pass. */
  async run(ids: readonly number[], layers: readonly number[]): Promise<ExaminedStage[]> {
    const { family, config } = this.model.checkpoint;
    const stages = [await this.#embedding(ids)];
    for (const layer of layers) {
      for (const defined of family.definition.layer(layer)) stages.push(await this.#stage(layer, defined));
    }
    for (const defined of family.definition.last(config.tied)) stages.push(await this.#stage(null, defined));
    return stages;
  }

  async #embedding(ids: readonly number[]): Promise<ExaminedStage> {
    const weight = this.#weight(this.model.checkpoint.family.embeddingTensor);
    const { inputs, outputs, step } = weight;
    const rows = this.seen.get('embed')!;
    const parts: Deviation[] = [];
    for (const [n, id] of ids.entries()) {
      const first = Math.floor(id / step) * step;
      const read = await weight.rows({ first, count: Math.min(step, outputs - first) }, this.signal);
      const own = rows.slice(n * inputs, (n + 1) * inputs);
      parts.push(await this.#examine({ kind: 'row', weight: read, row: id - first }, own));
    }
    return examined(null, 'embed', 'row', parts);
  }

  async #stage(layer: number | null, defined: Defined): Promise<ExaminedStage> {
    const actual = this.seen.get(stageName(layer, defined.stage))!;
    if (defined.does === 'product') {
      const parts = await this.#product(this.#of(layer, defined.of[0]), defined, actual);
      return examined(layer, defined.stage, 'product', parts);
    }
    const operation = await this.#operation(layer, defined);
    return examined(layer, defined.stage, operation.kind, [await this.#examine(operation, actual.slice())]);
  }

  async #product(x: Float32Array, { stage, weight: name }: { stage: Stage; weight: string }, actual: Float32Array) {
    const weight = this.#weight(name);
    const elements =
      stage === 'logits' ? logitRows * weight.inputs : layerElements[weight.isQuantised ? 'quantised' : 'stored'];
    const tokens = x.length / weight.inputs;
    const parts: Deviation[] = [];
    for (const band of inParts(bandsOf(weight, elements, this.seed), weight, heldElements)) {
      const rows = await weight.rows(band, this.signal);
      const columns = new Float32Array(tokens * band.count);
      for (let token = 0; token < tokens; token += 1) {
        const first = token * weight.outputs + band.first;
        columns.set(actual.subarray(first, first + band.count), token * band.count);
      }
      parts.push(await this.#examine({ kind: 'product', x, weight: rows }, columns));
    }
    return parts;
  }

  async #operation(layer: number | null, defined: Exclude<Defined, { does: 'product' }>): Promise<Operation> {
    const { config } = this.model.checkpoint;
    const of = defined.of.map((from) => this.#of(layer, from));
    switch (defined.does) {
      case 'norm':
      case 'head_norm': {
        const gain = await this.#weight(defined.weight).rows({ first: 0, count: 1 }, this.signal);
        return { kind: 'norm', x: of[0]!, gain, eps: config.rmsNormEps };
      }
      case 'rope': {
        const { headDim, ropeTheta: theta, yarn = null } = config;
        const heads = of[0]!.length / headDim / this.#tokens;
        return { kind: 'rope', x: of[0]!, heads, headDim, theta, yarn };
      }
      case 'attention': {
        const { heads, kvHeads, headDim } = config;
        const [keys, values] = [this.#cached(of[1]!), this.#cached(of[2]!)];
        return { kind: 'attention', q: of[0]!, keys, values, heads: { heads, kvHeads, headDim } };
      }
      case 'swiglu':
        return { kind: 'swiglu', gate: of[0]!, up: of[1]! };
      case 'add':
        return { kind: 'add', x: of[0]!, y: of[1]! };
    }
  }

  #cached(values: Float32Array): Float32Array {
    const { cacheType } = this.model;
    return readOutput(cacheType, asOutput(cacheType, values).buffer);
  }

  get #tokens(): number {
    return this.seen.get('embed')!.length / this.model.checkpoint.config.hiddenSize;
  }

  #of(layer: number | null, from: Stage | 'input'): Float32Array {
    if (from !== 'input') return this.seen.get(stageName(layer, from))!;
    const before = (layer ?? this.model.checkpoint.config.layers) - 1;
    return this.seen.get(before < 0 ? 'embed' : stageName(before, 'mlp_residual'))!;
  }

  #weight(name: string): PublishedWeight {
    return new PublishedWeight(this.model.checkpoint, name, this.model.choice);
  }

  async #examine(operation: Operation, actual: Float32Array): Promise<Deviation> {
    refuseIfStopped(this.signal);
    return this.witness.examine(operation, actual);
  }
}

function examined(
  layer: number | null,
  stage: Stage,
  kind: Operation['kind'],
  parts: readonly Deviation[],
): ExaminedStage {
  const { errors, squares, floorErrors, floorSquares, values, worst } = total(parts);
  const error = relative(errors, squares);
  const floor = Math.max(storing, relative(floorErrors, floorSquares), (builtIns[kind] ?? 0) / allowance);
  return { layer, stage, error, floor, values, worst, bad: exceeds({ evidence: { error }, floor }) };
}
