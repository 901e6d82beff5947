import type { Gpu } from '../../gpu/device.ts';
import type { KernelSource } from '../../gpu/kernel_cache.ts';
import { Recorder, type Rows } from '../../gpu/recording.ts';
import type { ModelConfig } from '../../model/families/model_config.ts';
import { qwen3 } from '../../model/families/qwen3/qwen3.ts';
import type { Activations } from '../../model/pass/activations.ts';
import { forward, type Tap } from '../../model/pass/forward.ts';
import type { ModelWeights } from '../../model/families/family.ts';
import { batchShapes, isFew, type BatchShape } from '../../vocabulary/batch_shape.ts';
import type { CacheType } from '../../vocabulary/cache_type.ts';
import { stepNames, uniformProgram, type Program } from '../../vocabulary/program.ts';
import type { Stage } from '../../vocabulary/stages.ts';
import type { Activation, Weight, WeightPack } from '../operands.ts';
import { takesFew } from '../attention/few_tokens.ts';
import { tuningFor, type Tuning } from '../tuning.ts';

/** A forward pass as it would be recorded: which kernel each step runs, in order. */
export interface RecordedPass {
  /** For messages. */
  label: string;
  shape: BatchShape;
  program: Program;
  dispatches: { step: string; layer: number | null; source: KernelSource }[];
  /** The stages that it marks, in order. */
  marks: { layer: number | null; stage: Stage }[];
}

/** Heads of 128 suit every kernel; those of 20 fit neither the lanes of a subgroup nor vectors of eight. */
const configs = [128, 20].map((headDim): ModelConfig => ({
  vocabSize: 512,
  hiddenSize: 256,
  ffnSize: 512,
  layers: 1,
  heads: 4,
  kvHeads: 2,
  headDim,
  maxPositions: 512,
  ropeTheta: 1e6,
  rmsNormEps: 1e-6,
  tied: true,
}));

// Nothing is allocated or run: what is recorded does not depend on what buffers hold.
const buffer = {} as GPUBuffer;
const binding = { buffer, offset: 0, size: 0 };

function weight(rows: number, columns: number): Weight {
  return { label: '', type: 'BF16', rows, columns, pieces: [{ binding, firstRow: 0, rows }] };
}

function pack(...weights: Weight[]): WeightPack {
  return { binding, weights };
}

function modelWeights(
  { hiddenSize, ffnSize, heads, kvHeads, headDim, vocabSize }: ModelConfig,
  apart: boolean,
): ModelWeights {
  const [qWidth, kvWidth] = [heads * headDim, kvHeads * headDim];
  const [q, k, v] = [weight(qWidth, hiddenSize), weight(kvWidth, hiddenSize), weight(kvWidth, hiddenSize)];
  const [gate, up] = [weight(ffnSize, hiddenSize), weight(ffnSize, hiddenSize)];
  const [qNorm, kNorm, norm] = [weight(1, headDim), weight(1, headDim), weight(1, hiddenSize)];
  const embedding = weight(vocabSize, hiddenSize);
  const layer = {
    inputNorm: norm,
    q,
    k,
    v,
    qNorm,
    kNorm,
    o: weight(hiddenSize, qWidth),
    postNorm: norm,
    gate,
    up,
    down: weight(hiddenSize, ffnSize),
    packs: { qkv: apart ? null : pack(q, k, v), qkNorm: pack(qNorm, kNorm), gateUp: pack(gate, up) },
  };
  return { family: qwen3, embedding, layers: [layer], finalNorm: norm, lmHead: embedding };
}

function activations(
  { hiddenSize, ffnSize, heads, kvHeads, headDim, vocabSize }: ModelConfig,
  { subgroupMatrices }: Tuning,
): Activations {
  const [qWidth, kvWidth] = [heads * headDim, kvHeads * headDim];
  const rows = (width: number, rows: Rows = { perToken: 1 }): Activation => ({ binding, width, rows });
  const f16Split = {
    lowFirst: 0,
    lowWeightsFirst: 0,
    weightParts: 1 as const,
    inputs: buffer,
    inputScales: buffer,
    weights: buffer,
    weightScales: buffer,
  };
  return {
    bindingAlignment: 256,
    ids: buffer,
    batch: buffer,
    rotations: buffer,
    attentionParts: buffer,
    x: rows(hiddenSize),
    attnResidual: rows(hiddenSize),
    normed: rows(hiddenSize),
    delta: rows(hiddenSize),
    q: rows(qWidth),
    qNormed: rows(qWidth),
    qRotated: rows(qWidth),
    attn: rows(qWidth),
    k: rows(kvWidth),
    v: rows(kvWidth),
    kNormed: rows(kvWidth),
    kRotated: rows(kvWidth),
    gate: rows(ffnSize),
    up: rows(ffnSize),
    act: rows(ffnSize),
    tail: rows(hiddenSize, { fixed: 1 }),
    final: rows(hiddenSize, { fixed: 1 }),
    logits: rows(vocabSize, { fixed: 1 }),
    f16Split: subgroupMatrices ? f16Split : null,
  };
}

/** Adapters for which kernels are chosen differently. */
const adapters = {
  'a CPU without subgroups': tuning([], { isFallback: true, subgroupSizes: null, multipliesMatrices: false }),
  'a CPU': tuning(['subgroups'], { isFallback: true, subgroupSizes: [8, 8], multipliesMatrices: false }),
  'a GPU without subgroups': tuning([], { isFallback: false, subgroupSizes: null, multipliesMatrices: false }),
  'a GPU': tuning(['subgroups'], { isFallback: false, subgroupSizes: [32, 32], multipliesMatrices: false }),
  'a GPU with subgroup matrices': tuning(['subgroups', 'shader-f16', 'chromium-experimental-subgroup-matrix'], {
    isFallback: false,
    subgroupSizes: [32, 32],
    multipliesMatrices: true,
  }),
};

function tuning(
  features: string[],
  adapter: Pick<Gpu['adapter'], 'isFallback' | 'subgroupSizes' | 'multipliesMatrices'>,
): Tuning {
  const limits = { maxComputeInvocationsPerWorkgroup: 1024, maxComputeWorkgroupStorageSize: 49152 };
  return tuningFor({
    device: { features: new Set(features), limits },
    adapter,
    keepsF16Subnormals: !adapter.isFallback,
  } as unknown as Gpu);
}

function planned(
  config: ModelConfig,
  program: Program,
  shape: BatchShape,
  tuning: Tuning,
  { apart, type }: { apart: boolean; type: CacheType },
) {
  const recorder = new Recorder<Tap>();
  const pieces = [{ keys: binding, values: binding, whole: binding, firstHead: 0, heads: config.kvHeads }];
  const layer = { type, pieces, stride: config.headDim };
  forward(recorder, program, shape, {
    config,
    weights: modelWeights(config, apart),
    cache: { capacity: config.maxPositions, type, layers: [layer], destroy: () => {} },
    activations: activations(config, tuning),
    tuning,
  });
  return {
    dispatches: recorder.planned.filter((command) => command.kind === 'dispatch'),
    marks: recorder.planned.flatMap((command) => (command.kind === 'mark' ? [command.mark] : [])),
  };
}

const programs: [string, Program][] = [
  ['reference', uniformProgram('reference')],
  ['fused', uniformProgram('fused')],
  // A step that is fused alone may run other kernels than one whose neighbours are fused with it.
  ...stepNames.map((step): [string, Program] => [`${step} fused`, { ...uniformProgram('reference'), [step]: 'fused' }]),
];

/** Whether q, k and v have a pack, and what the cache holds. */
const layouts = [
  { apart: false, type: 'f32' },
  { apart: true, type: 'f32' },
  { apart: false, type: 'f16' },
] as const;

/** Every pass that kernels are chosen for: by adapter, by size of heads, by shape of batch, by program, and by layout. */
export const passes: RecordedPass[] = Object.entries(adapters).flatMap(([adapter, tuning]) =>
  configs.flatMap((config) =>
    batchShapes
      .filter((shape) => !isFew(shape) || takesFew(tuning, config))
      .flatMap((shape) =>
        programs.flatMap(([name, program]) =>
          layouts.map((layout) => ({
            label: `${name}, ${shape}, heads of ${config.headDim}, q, k and v ${layout.apart ? 'apart' : 'in a pack'}, cache in ${layout.type}, on ${adapter}`,
            shape,
            program,
            ...planned(config, program, shape, tuning, layout),
          })),
        ),
      ),
  ),
);
