import { beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../../../e2e/fixtures/refusal.ts';
import { Arena } from '../../gpu/arena.ts';
import { encode, Recorder, type Command } from '../../gpu/recording.ts';
import { takesFew } from '../../kernels/attention/few_tokens.ts';
import { tuningFor } from '../../kernels/tuning.ts';
import { batchShapes, isFew, maxFew } from '../../vocabulary/batch_shape.ts';
import { resolveProgram, uniformProgram } from '../../vocabulary/program.ts';
import { weightChoices, type WeightChoice } from '../../vocabulary/weight_choice.ts';
import type { ModelConfig } from '../families/model_config.ts';
import { qwen3 } from '../families/qwen3/qwen3.ts';
import { createKvCache } from '../sequence/kv_cache.ts';
import { WeightAllocator } from '../weights/weight_allocator.ts';
import { typeInMemory } from '../weights/weight_choice.ts';
import { allocateActivations } from './activations.ts';
import { forward, type Tap } from './forward.ts';
import { limitedGpu, specLimits, workgroupBytes } from './limits.fixture.ts';
import { unavailableSteps } from './programs/step_fusions.ts';

const shared = { vocabSize: 151_936, kvHeads: 8, headDim: 128, maxPositions: 40_960, ropeTheta: 1e6, rmsNormEps: 1e-6 };
/** Two layers of each: all are alike. */
const models: Record<string, ModelConfig> = {
  '0.6B': { ...shared, hiddenSize: 1024, ffnSize: 3072, heads: 16, layers: 2, tied: true },
  '4B': { ...shared, hiddenSize: 2560, ffnSize: 9728, heads: 32, layers: 2, tied: true },
  '8B': { ...shared, hiddenSize: 4096, ffnSize: 12288, heads: 32, layers: 2, tied: false },
  '14B': { ...shared, hiddenSize: 5120, ffnSize: 17408, heads: 40, layers: 2, tied: false },
  '32B': { ...shared, hiddenSize: 5120, ffnSize: 25600, heads: 64, layers: 2, tied: false },
};

beforeAll(() => {
  // Node has no WebGPU; only the usages' names are needed.
  Object.assign(globalThis, { GPUBufferUsage: { STORAGE: 128, COPY_SRC: 4, COPY_DST: 8, UNIFORM: 64 } });
});

/** All that a pass allocates and dispatches, on a GPU that offers what the specification guarantees. */
async function planned(config: ModelConfig, choice: WeightChoice, subgroups: boolean, context = 4096) {
  const { gpu, buffers } = limitedGpu(subgroups);
  const tuning = tuningFor(gpu);
  const tensors = Array.from(qwen3.tensors(config), ([name, shape]) => ({
    name,
    shape,
    type: typeInMemory(choice, { name, shape, dtype: 'BF16' }, qwen3),
  }));
  const { value: weights } = await Arena.create(gpu, 'weights', (arena) =>
    qwen3.allocate(config, new WeightAllocator(arena, tensors, gpu.adapter.maxBindingBytes)),
  );
  const { value: activations } = await Arena.create(gpu, 'activations', (arena) =>
    allocateActivations(
      arena,
      config,
      { chunk: tuning.chunk, positions: context, logits: 'last', weightParts: 1 },
      tuning,
    ),
  );
  const cache = await createKvCache(gpu, config, 'f32', context);
  const unavailable = unavailableSteps(config, weights);
  const dispatches = (['reference', 'fused'] as const).flatMap((set) =>
    batchShapes
      .filter((shape) => !isFew(shape) || takesFew(tuning, config))
      .flatMap((shape) => {
        const recorder = new Recorder<Tap>();
        const program = resolveProgram(uniformProgram(set), unavailable);
        forward(recorder, program, shape, { config, weights, cache, activations, tuning });
        const tokens = shape === 'many' ? tuning.chunk : isFew(shape) ? maxFew : 1;
        const batch = { start: context - tokens, tokens };
        return recorder.planned.flatMap((one) =>
          one.kind === 'dispatch' ? [{ ...one, grid: gridOf(one.grid, batch) }] : [],
        );
      }),
  );
  return { buffers, dispatches, unavailable: Object.keys(unavailable) };
}

function gridOf(
  grid: Extract<Command<Tap>, { kind: 'dispatch' }>['grid'],
  batch: { start: number; tokens: number },
): number[] {
  let counted: number[] = [];
  const pass = { setPipeline() {}, setBindGroup() {}, dispatchWorkgroups: (...counts: number[]) => (counted = counts) };
  const command = { kind: 'dispatch', grid } as Command<Tap>;
  encode(pass as unknown as GPUComputePassEncoder, [command], batch);
  return counted;
}

/** What of a dispatch not every adapter has. */
function beyondLimits({ source, operands, grid }: Awaited<ReturnType<typeof planned>>['dispatches'][number]): string[] {
  const constants = source.constants as Record<string, number>;
  const figures: [keyof typeof specLimits, number][] = [
    ['maxStorageBufferBindingSize', Math.max(...operands.map((one) => ('buffer' in one ? one.size! : one.size)))],
    ['maxStorageBuffersPerShaderStage', operands.length],
    ['maxComputeWorkgroupsPerDimension', Math.max(...grid)],
    ['maxComputeWorkgroupStorageSize', workgroupBytes(source.wgsl, constants)],
    ['maxComputeInvocationsPerWorkgroup', constants['group_size'] ?? 1],
  ];
  const beyond = figures.filter(([limit, figure]) => !(figure <= specLimits[limit]));
  return beyond.map(([limit, figure]) => `${source.contract.name}: ${limit} ${figure}`);
}

const cases = Object.keys(models).flatMap((name) =>
  weightChoices.flatMap((choice) => [true, false].map((subgroups) => [name, choice, subgroups] as const)),
);

describe("within the specification's limits", () => {
  test.each(cases)('%s, weights %s, subgroups %s', async (name, choice, subgroups) => {
    const { buffers, dispatches } = await planned(models[name]!, choice, subgroups);
    expect(Math.max(...buffers.map(({ size }) => size))).toBeLessThanOrEqual(specLimits.maxBufferSize);
    expect(new Set(dispatches.flatMap(beyondLimits))).toEqual(new Set());
  });

  test.each<[string, WeightChoice, string[]]>([
    ['0.6B', 'stored', []],
    ['4B', 'stored', []],
    ['8B', 'stored', ['gate_up']],
    ['8B', '4-bit', []],
    ['14B', '4-bit', []],
    ['32B', '4-bit', ['gate_up']],
    ['32B', 'stored', ['down', 'gate_up']],
  ])('%s, weights %s: the reference runs %j', async (name, choice, steps) => {
    expect((await planned(models[name]!, choice, true)).unavailable.toSorted()).toEqual(steps);
  });

  test.each([true, false])('the longest context of 32B, subgroups %s: the cache is split', async (subgroups) => {
    const config = models['32B']!;
    const { buffers, dispatches } = await planned(config, '4-bit', subgroups, config.maxPositions);
    expect(buffers.filter(({ label }) => label.startsWith('kv cache/L0.'))).toHaveLength(3);
    expect(new Set(dispatches.flatMap(beyondLimits))).toEqual(new Set());
  });

  test.each([
    [16_384, [8]],
    [16_385, [4, 4]],
    [40_960, [3, 3, 2]],
    [131_072, [1, 1, 1, 1, 1, 1, 1, 1]],
  ])('a cache of %i tokens has pieces of %j key heads', async (capacity, heads) => {
    const { gpu, buffers } = limitedGpu(true);
    const { layers } = await createKvCache(gpu, models['32B']!, 'f32', capacity);
    for (const { pieces } of layers) {
      expect(pieces.map((piece) => piece.heads)).toEqual(heads);
      expect(pieces.map(({ firstHead }) => firstHead)).toEqual(heads.map((_, at) => at * heads[0]!));
    }
    expect(Math.max(...buffers.map(({ size }) => size))).toBeLessThanOrEqual(specLimits.maxStorageBufferBindingSize);
  });

  test('a context is as long as the keys and values of one key head in a binding', async () => {
    const { gpu } = limitedGpu(true);
    const { kind, message } = await refusalOf(() => createKvCache(gpu, models['32B']!, 'f32', 131_073));
    expect(kind).toBe('adapter-too-small');
    expect(message).toContain('choose at most 131072 tokens');
  });
});
