import { Arena } from '../gpu/arena.ts';
import type { Gpu } from '../gpu/device.ts';
import { weightTypeBytes, type Weight, type WeightPiece, type WeightType } from '../kernels/operands.ts';
import { readTensors } from './checkpoint/blocks.ts';
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import { ContentHash } from './checkpoint/hash.ts';

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

/**
 * Streams a checkpoint's weights to the GPU, a block of 4 MiB at a time, in the type they are stored in. Weights larger
 * than `maxBindingBytes` are split by rows. Refuses with `out-of-memory`, or as reading does; nothing is kept then.
 */
export async function uploadWeights(
  gpu: Gpu,
  checkpoint: Checkpoint,
  options: { maxBindingBytes: number; signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<{ weights: ModelWeights; hash: string; destroy: () => void }> {
  const { arena, value: byName } = await Arena.create(
    gpu,
    'weights',
    (arena) =>
      new Map(checkpoint.tensors.map((tensor) => [tensor.name, allocate(arena, tensor, options.maxBindingBytes)])),
  );
  try {
    const hash = new ContentHash();
    let done = 0;
    let inFlight = 0;
    for await (const block of readTensors(checkpoint, { signal: options.signal })) {
      const hashed = hash.add(block);
      write(gpu.device.queue, byName.get(block.tensor.name)!, block.offset, block.bytes);
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
      weights: collect(checkpoint, byName),
      hash: await hash.finish(checkpoint.config),
      destroy: () => arena.destroy(),
    };
  } catch (error) {
    arena.destroy();
    throw error;
  }
}

function allocate(
  arena: Arena,
  tensor: { name: string; dtype: WeightType; shape: number[] },
  maxBytes: number,
): Weight {
  const columns = tensor.shape.at(-1)!;
  const rows = tensor.shape.length === 2 ? tensor.shape[0]! : 1;
  const rowBytes = columns * weightTypeBytes(tensor.dtype);
  // An even number of rows keeps every piece's first byte a multiple of 4, as writes to a buffer need.
  const rowsAPiece = rows * rowBytes <= maxBytes ? rows : Math.floor(maxBytes / rowBytes / 2) * 2;
  const pieces: WeightPiece[] = [];
  for (let firstRow = 0; firstRow < rows; firstRow += rowsAPiece) {
    const count = Math.min(rowsAPiece, rows - firstRow);
    const buffer = arena.buffer(
      `${tensor.name}[${firstRow}]`,
      count * rowBytes,
      GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
    );
    pieces.push({ buffer, firstRow, rows: count });
  }
  return { label: tensor.name, type: tensor.dtype, rows, columns, pieces };
}

/** Writes `bytes` at `offset` of the tensor, which may lie in several pieces. `offset` is a multiple of 4. */
function write(queue: GPUQueue, weight: Weight, offset: number, bytes: Uint8Array<ArrayBuffer>): void {
  const rowBytes = weight.columns * weightTypeBytes(weight.type);
  for (const piece of weight.pieces) {
    const first = piece.firstRow * rowBytes;
    const from = Math.max(offset, first);
    const to = Math.min(offset + bytes.byteLength, first + piece.rows * rowBytes);
    if (from < to)
      queue.writeBuffer(piece.buffer, from - first, wholeWords(bytes.subarray(from - offset, to - offset)));
  }
}

/** Writes come in multiples of 4 bytes; an odd count of 16-bit values is filled up with zeros into the buffer's padding. */
function wholeWords(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (bytes.byteLength % 4 === 0) return bytes;
  const padded = new Uint8Array(Math.ceil(bytes.byteLength / 4) * 4);
  padded.set(bytes);
  return padded;
}

function collect(checkpoint: Checkpoint, byName: Map<string, Weight>): ModelWeights {
  const weight = (name: string) => {
    const found = byName.get(name);
    if (!found) throw new Error(`${name} was not uploaded`);
    return found;
  };
  const embedding = weight('model.embed_tokens.weight');
  return {
    embedding,
    layers: Array.from({ length: checkpoint.config.layers }, (_, layer) => {
      const of = (name: string) => weight(`model.layers.${layer}.${name}.weight`);
      return {
        inputNorm: of('input_layernorm'),
        q: of('self_attn.q_proj'),
        k: of('self_attn.k_proj'),
        v: of('self_attn.v_proj'),
        qNorm: of('self_attn.q_norm'),
        kNorm: of('self_attn.k_norm'),
        o: of('self_attn.o_proj'),
        postNorm: of('post_attention_layernorm'),
        gate: of('mlp.gate_proj'),
        up: of('mlp.up_proj'),
        down: of('mlp.down_proj'),
      };
    }),
    finalNorm: weight('model.norm.weight'),
    lmHead: checkpoint.config.tied ? embedding : weight('lm_head.weight'),
  };
}
