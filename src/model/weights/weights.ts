import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import { weightBytes, weightUnit, type Weight, type WeightPack } from '../../kernels/operands.ts';
import { readTensors, type Block } from '../checkpoint/safetensors/blocks.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { ContentHash } from '../checkpoint/safetensors/hash.ts';
import { NormGains } from './norm_gains.ts';
import { Quantiser, type QuantisationError } from './quantiser.ts';
import { WeightAllocator } from './weight_allocator.ts';
import { typeInMemory } from './weight_choice.ts';
import { partsOf, wholeWords } from './weight_parts.ts';
import type { WeightChoice } from '../../vocabulary/weight_choice.ts';

/** Norm gains are [1, n]; projections [outputs, inputs], as published. */
export interface LayerWeights {
  inputNorm: Weight;
  q: Weight;
  k: Weight;
  v: Weight;
  qNorm: Weight;
  kNorm: Weight;
  o: Weight;
  postNorm: Weight;
  gate: Weight;
  up: Weight;
  down: Weight;
  /** What a fused kernel reads together; null where types differ or one binding cannot hold it. */
  packs: { qkv: WeightPack | null; qkNorm: WeightPack | null; gateUp: WeightPack | null };
}

export interface ModelWeights {
  embedding: Weight;
  layers: LayerWeights[];
  finalNorm: Weight;
  /** The embedding itself when tied. */
  lmHead: Weight;
}

/** Bytes handed to the queue before waiting for it: keeps the browser's staging memory bounded. */
const inFlightBytes = 32 * 2 ** 20;

export interface UploadOptions {
  choice: WeightChoice;
  maxBindingBytes: number;
  signal: AbortSignal;
  onBytes: (bytes: number) => void;
}

export interface UploadedWeights {
  weights: ModelWeights;
  /** Of the weights as stored, whatever was made of them. */
  hash: string;
  /** Of GPU memory. */
  bytes: number;
  /** Null where all weights are as stored. */
  error: QuantisationError | null;
  gains: NormGains;
  destroy: () => void;
}

/**
 * Streams a checkpoint's weights to the GPU, a block of 4 MiB at a time, in the type they are stored in or that was chosen.
 * Weights larger than `maxBindingBytes` are split by rows. Refuses with `out-of-memory`, or as reading does; nothing is
 * kept then.
 */
export async function uploadWeights(
  gpu: Gpu,
  checkpoint: Checkpoint,
  options: UploadOptions,
): Promise<UploadedWeights> {
  const { arena, value: allocated } = await Arena.create(gpu, 'weights', (arena) => {
    const tensors = checkpoint.tensors.map((tensor) => ({ ...tensor, type: typeInMemory(options.choice, tensor) }));
    return collect(checkpoint, new WeightAllocator(arena, tensors, options.maxBindingBytes));
  });
  let quantiser: Quantiser | null = null;
  try {
    if (options.choice !== 'stored') quantiser = await Quantiser.create(gpu, checkpoint.tensors, allocated.byName);
    const hash = new ContentHash();
    const gains = new NormGains();
    let done = 0;
    let inFlight = 0;
    for await (const block of readTensors(checkpoint, { signal: options.signal })) {
      const hashed = hash.add(block);
      gains.take(block);
      if (!quantiser?.take(block)) write(gpu.device.queue, allocated.byName.get(block.tensor.name)!, block);
      await hashed;
      inFlight += block.bytes.byteLength;
      if (inFlight >= inFlightBytes) {
        await gpu.device.queue.onSubmittedWorkDone();
        inFlight = 0;
      }
      options.onBytes((done += block.bytes.byteLength));
    }
    await gpu.device.queue.onSubmittedWorkDone();
    return {
      weights: allocated.weights,
      hash: await hash.finish(checkpoint.config),
      gains,
      bytes: arena.bytes,
      error: (await quantiser?.measure()) ?? null,
      destroy: () => arena.destroy(),
    };
  } catch (error) {
    arena.destroy();
    throw error;
  } finally {
    quantiser?.destroy();
  }
}

/** Writes a block of a tensor as it is stored to where it belongs, which may be in several pieces. */
function write(queue: GPUQueue, weight: Weight, { offset, bytes }: Block): void {
  const unit = weightUnit(weight.type);
  const elementBytes = unit.bytes / unit.elements;
  for (const { piece, from, skipped, count } of partsOf(weight, offset / elementBytes, bytes.length / elementBytes)) {
    const start = skipped * elementBytes;
    queue.writeBuffer(
      piece.binding.buffer,
      piece.binding.offset + weightBytes(weight.type, from),
      wholeWords(bytes.subarray(start, start + count * elementBytes)),
    );
  }
}

/** Names every weight, those that fused kernels read together side by side. */
function collect(checkpoint: Checkpoint, allocator: WeightAllocator) {
  const embedding = allocator.single('model.embed_tokens.weight');
  const layers = Array.from({ length: checkpoint.config.layers }, (_, layer): LayerWeights => {
    const name = (part: string) => `model.layers.${layer}.${part}.weight`;
    const qkv = allocator.pack(['q', 'k', 'v'].map((part) => name(`self_attn.${part}_proj`)));
    const qkNorm = allocator.pack(['q', 'k'].map((part) => name(`self_attn.${part}_norm`)));
    const gateUp = allocator.pack(['gate', 'up'].map((part) => name(`mlp.${part}_proj`)));
    const [q, k, v] = qkv.weights as [Weight, Weight, Weight];
    const [qNorm, kNorm] = qkNorm.weights as [Weight, Weight];
    const [gate, up] = gateUp.weights as [Weight, Weight];
    return {
      inputNorm: allocator.single(name('input_layernorm')),
      q,
      k,
      v,
      qNorm,
      kNorm,
      o: allocator.single(name('self_attn.o_proj')),
      postNorm: allocator.single(name('post_attention_layernorm')),
      gate,
      up,
      down: allocator.single(name('mlp.down_proj')),
      packs: { qkv: qkv.pack, qkNorm: qkNorm.pack, gateUp: gateUp.pack },
    };
  });
  const finalNorm = allocator.single('model.norm.weight');
  const lmHead = checkpoint.config.tied ? embedding : allocator.single('lm_head.weight');
  return { weights: { embedding, layers, finalNorm, lmHead }, byName: allocator.byName };
}
