import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import { formatOf, type StoredType } from '../../kernels/formats/formats.ts';
import { weightBytes, type Weight } from '../../kernels/operands.ts';
import type { WeightChoice } from '../../vocabulary/weight_choice.ts';
import { readTensors, type Block } from '../checkpoint/safetensors/blocks.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { ContentHash } from '../checkpoint/safetensors/hash.ts';
import type { ModelWeights } from '../families/family.ts';
import { Assembler } from './assembler.ts';
import { NormGains } from './norm_gains.ts';
import { Quantiser, type QuantisationError } from './quantiser.ts';
import { WeightAllocator } from './weight_allocator.ts';
import { typeInMemory } from './weight_choice.ts';
import { partsOf } from './weight_parts.ts';

/** Bytes handed to the queue before waiting for it: keeps the browser's staging memory bounded. */
const inFlightBytes = 32 * 2 ** 20;

interface UploadOptions {
  choice: WeightChoice;
  maxBindingBytes: number;
  signal: AbortSignal;
  onBytes: (bytes: number) => void;
}

interface UploadedWeights {
  weights: ModelWeights;
  /** Hash of the weights as stored, quantised or not. */
  hash: string;
  /** GPU memory that they take. */
  bytes: number;
  /** Null where all weights are as stored. */
  error: QuantisationError | null;
  gains: NormGains;
  destroy: () => void;
}

/**
 * Streams a checkpoint's weights to the GPU, a block of 4 MiB at a time, in the type they are stored in or that was chosen.
 * Weights larger than `maxBindingBytes` are split by rows. Refuses with `out-of-memory`, or as reading does. After a
 * refusal nothing stays allocated.
 */
export async function uploadWeights(
  gpu: Gpu,
  checkpoint: Checkpoint,
  options: UploadOptions,
): Promise<UploadedWeights> {
  const { config, family } = checkpoint;
  const { arena, value: allocated } = await Arena.create(gpu, 'weights', (arena) => {
    const tensors = checkpoint.weights.map((weight) => ({
      ...weight,
      type: typeInMemory(options.choice, weight, family),
    }));
    const allocator = new WeightAllocator(arena, tensors, options.maxBindingBytes);
    return { weights: family.allocate(config, allocator), byName: allocator.byName };
  });
  let quantiser: Quantiser | null = null;
  let assembler: Assembler | null = null;
  try {
    assembler = await Assembler.create(gpu, checkpoint.weights, allocated.byName);
    if (options.choice !== 'stored') quantiser = await Quantiser.create(gpu, checkpoint.tensors, allocated.byName);
    const hash = await ContentHash.start(checkpoint);
    const gains = new NormGains(family.normTensors(config));
    let done = 0;
    let inFlight = 0;
    let hashed = Promise.resolve();
    for await (const block of readTensors(checkpoint, { signal: options.signal })) {
      // One block is hashed while the next is read.
      await hashed;
      hashed = hash.add(block);
      gains.take(block);
      if (!assembler.take(block) && !quantiser?.take(block))
        write(gpu.device.queue, allocated.byName.get(block.tensor.name)!, block);
      inFlight += block.bytes.byteLength;
      if (inFlight >= inFlightBytes) {
        await gpu.device.queue.onSubmittedWorkDone();
        inFlight = 0;
      }
      options.onBytes((done += block.bytes.byteLength));
    }
    await hashed;
    await gpu.device.queue.onSubmittedWorkDone();
    return {
      weights: allocated.weights,
      hash: await hash.finish(config),
      gains,
      bytes: arena.bytes,
      error: (await quantiser?.measure()) ?? null,
      destroy: () => arena.destroy(),
    };
  } catch (error) {
    arena.destroy();
    throw error;
  } finally {
    assembler?.destroy();
    quantiser?.destroy();
  }
}

/** Writes a block of a tensor that is held as stored to where it belongs, which may be in several pieces. */
function write(queue: GPUQueue, weight: Weight, { tensor, offset, bytes }: Block): void {
  const { block, toUnits } = formatOf(tensor.dtype as StoredType).stored;
  const elementsBefore = (end: number) => (end / block.bytes) * block.elements;
  const bytesBefore = (end: number) => Math.ceil(end / block.elements) * block.bytes;
  for (const { piece, from, skipped, count } of partsOf(weight, elementsBefore(offset), elementsBefore(bytes.length))) {
    queue.writeBuffer(
      piece.binding.buffer,
      piece.binding.offset + weightBytes(weight.type, from),
      toUnits(bytes.subarray(bytesBefore(skipped), bytesBefore(skipped + count))),
    );
  }
}
