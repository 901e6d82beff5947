import type { Arena } from '../gpu/arena.ts';
import type { Rows } from '../gpu/recording.ts';
import type { Activation } from '../kernels/operands.ts';
import { attentionPartsSize, type Tuning } from '../kernels/tuning.ts';
import type { ModelConfig } from './checkpoint/config.ts';
import { kvStride } from './kv_cache.ts';
import { ropeRotations } from './rope.ts';

/** Which tokens of a batch get logits. */
export type LogitRows = 'last' | 'every';

/** Everything between the token ids and the logits, sized for a batch of `chunk` tokens. */
export type Activations = ReturnType<typeof allocateActivations>;

export function allocateActivations(
  arena: Arena,
  config: ModelConfig,
  size: { chunk: number; positions: number; logits: LogitRows },
  tuning: Tuning,
) {
  const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
  const attentionWidth = config.heads * config.headDim;
  const kvWidth = config.kvHeads * config.headDim;
  const activation = (label: string, width: number, rows: Rows): Activation => {
    const count = 'fixed' in rows ? rows.fixed : rows.perToken * size.chunk;
    return { buffer: arena.buffer(label, count * width * 4, STORAGE | COPY_SRC | COPY_DST), width, rows };
  };
  const everyToken = (label: string, width: number) => activation(label, width, { perToken: 1 });
  const logitTokens: Rows = size.logits === 'every' ? { perToken: 1 } : { fixed: 1 };
  const rotations = ropeRotations(size.positions, config.headDim, config.ropeTheta);
  const rotationsBuffer = arena.buffer('rotations', rotations.byteLength, STORAGE | COPY_DST);
  arena.gpu.device.queue.writeBuffer(rotationsBuffer, 0, rotations);
  const x = everyToken('x', config.hiddenSize);
  return {
    ids: arena.buffer('ids', size.chunk * 4, STORAGE | COPY_DST | COPY_SRC),
    /** shaders/common/batch.wgsl */
    batch: arena.buffer('batch', 8, STORAGE | COPY_DST),
    /** (cos, sin) of every position and pair. */
    rotations: rotationsBuffer,
    /** The residual stream. */
    x,
    /** A layer's normalised input: of attention, then of the feed-forward. */
    normed: everyToken('normed', config.hiddenSize),
    q: everyToken('q', attentionWidth),
    k: everyToken('k', kvWidth),
    v: everyToken('v', kvWidth),
    qNormed: everyToken('q_norm', attentionWidth),
    kNormed: everyToken('k_norm', kvWidth),
    qRotated: everyToken('q_rope', attentionWidth),
    kRotated: everyToken('k_rope', kvWidth),
    /** What the split attention of one token leaves to be merged. */
    attentionParts: arena.buffer(
      'attention_parts',
      4 * attentionPartsSize(tuning, config.heads, kvStride(config), size.positions),
      STORAGE,
    ),
    attn: everyToken('attn', attentionWidth),
    /** What a layer's attention, then its feed-forward, adds to x. */
    delta: everyToken('delta', config.hiddenSize),
    gate: everyToken('gate', config.ffnSize),
    up: everyToken('up', config.ffnSize),
    act: everyToken('act', config.ffnSize),
    /** The rows of x that get logits: x itself, or a copy of its last. */
    tail: size.logits === 'every' ? x : activation('tail', config.hiddenSize, logitTokens),
    final: activation('final_norm', config.hiddenSize, logitTokens),
    logits: activation('logits', config.vocabSize, logitTokens),
  };
}
