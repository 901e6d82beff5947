import { Arena } from '../gpu/arena.ts';
import type { Gpu } from '../gpu/device.ts';
import { ReadbackRing } from '../gpu/readback.ts';
import { encode, record, type Batch, type Recorder, type Recording } from '../gpu/recording.ts';
import {
  readHeads,
  readRow,
  recordAttentionStatistics,
  recordRowStatistics,
  splitsBytes,
  wordsARow,
  type HeadStatistics,
  type RowStatistics,
} from '../kernels/statistics.ts';
import { activationsOf, keptStages, keptStride, type KeptStage } from './activations.ts';
import type { Pass } from './forward.ts';
import type { Program } from './program.ts';

/** What one token left behind, layer by layer. */
export interface TokenStatistics {
  position: number;
  /** That ran it. */
  program: Program;
  /** Of every stage that the program leaves; `x` is what a layer finds, and has one row more for what the last one leaves. */
  rows: Partial<Record<KeptStage, RowStatistics[]>>;
  /** Of some layers, in turn: query heads of each. */
  attention: { layer: number; heads: HeadStatistics[] }[];
}

/**
 * Layers whose attention is looked at after every token. Keys are read for it again, which grows with the context: two of
 * the 28 layers of 0.6B are 7% of what attention itself reads.
 */
const attentionLayers = 2;

/**
 * Takes statistics of a token of which every layer has left what it did (see {@link activationsOf}), in a dispatch a stage and
 * two for attention, and reads them back behind the tokens.
 */
export class LiveStatistics {
  private constructor(
    private readonly arena: Arena,
    private readonly pass: Pass,
    private readonly buffers: { rows: GPUBuffer; splits: GPUBuffer; ring: ReadbackRing },
    private readonly rows: Recording<never>,
    /** One a layer; null where its norms are not packed for a kernel of their own. */
    private readonly attention: Recording<never> | null,
  ) {}

  /** For `inFlight` tokens under way. Refuses with `out-of-memory`. */
  static async create(gpu: Gpu, pass: Pass, inFlight: number): Promise<LiveStatistics> {
    const { config } = pass;
    const rowBytes = rowCount(config.layers) * wordsARow * 4;
    const splitBytes = splitsBytes(config.heads, pass.cache.capacity);
    const { arena, value: buffers } = await Arena.create(gpu, 'statistics', (arena) => {
      const { STORAGE, COPY_SRC } = GPUBufferUsage;
      return {
        rows: arena.buffer('rows', rowBytes, STORAGE | COPY_SRC),
        splits: arena.buffer('splits', config.layers * splitBytes, STORAGE | COPY_SRC),
        ring: new ReadbackRing(arena, 'readback', inFlight, rowBytes + attentionLayers * splitBytes),
      };
    });
    try {
      const rows = await record<never>(gpu, 'row statistics', (recorder) => planRows(recorder, pass, buffers.rows));
      const packed = pass.weights.layers.every(({ packs }) => packs.qkNorm);
      const attention = packed
        ? await record<never>(gpu, 'attention statistics', (recorder) => planAttention(recorder, pass, buffers.splits))
        : null;
      return new LiveStatistics(arena, pass, buffers, rows, attention);
    } catch (error) {
      arena.destroy();
      throw error;
    }
  }

  destroy(): void {
    this.rows.destroy();
    this.attention?.destroy();
    this.arena.destroy();
  }

  /**
   * Encodes what is to be done after a token's own pass. `left` are the stages that `program` leaves. What is returned is
   * to be called after the submission, and waits for the figures.
   */
  encode(
    encoder: GPUCommandEncoder,
    { start }: Batch,
    { program, left }: { program: Program; left: ReadonlySet<KeptStage> },
  ): () => Promise<TokenStatistics> {
    const { config } = this.pass;
    // By position, so that two runs look at the same layers in the same places.
    const layers = Array.from({ length: Math.min(attentionLayers, config.layers) }, (_, n) => {
      return (start * attentionLayers + n) % config.layers;
    });
    const pass = encoder.beginComputePass({ label: 'statistics' });
    encode(pass, this.rows.commands, { start, tokens: 1 });
    for (const layer of this.attention ? layers : []) {
      encode(pass, [this.attention!.commands[layer]!], { start, tokens: 1 });
    }
    pass.end();
    const slot = this.buffers.ring.acquire();
    slot.copy(encoder, this.buffers.rows, this.buffers.rows.size);
    const bytes = splitsBytes(config.heads, start + 1);
    const apart = splitsBytes(config.heads, this.pass.cache.capacity);
    for (const layer of this.attention ? layers : []) {
      slot.copy(encoder, this.buffers.splits, bytes, layer * apart);
    }
    return async () => {
      const read = await slot.read();
      const words = new Uint32Array(read, 0, this.buffers.rows.size / 4);
      return {
        position: start,
        program,
        rows: readRows(words, config.layers, left),
        attention: (this.attention ? layers : []).map((layer, n) => ({
          layer,
          heads: readHeads(new Float32Array(read, this.buffers.rows.size + n * bytes, bytes / 4), config.heads),
        })),
      };
    };
  }
}

/** Rows of a stage. */
function rowsOf(stage: KeptStage, layers: number): number {
  return stage === 'x' ? layers + 1 : layers;
}

function rowCount(layers: number): number {
  return keptStages.reduce((sum, stage) => sum + rowsOf(stage, layers), 0);
}

function planRows(recorder: Recorder<never>, pass: Pass, statistics: GPUBuffer): void {
  const { activations, config, tuning } = pass;
  let firstRow = 0;
  recorder.step = 'statistics';
  for (const stage of keptStages) {
    const { binding, width } = activations[stage];
    const rows = rowsOf(stage, config.layers);
    recordRowStatistics(
      recorder,
      { buffer: binding.buffer, width, rows, strideBytes: keptStride(activations, stage) },
      { statistics, firstRow },
      config.rmsNormEps,
      tuning,
    );
    firstRow += rows;
  }
}

function planAttention(
  recorder: Recorder<never>,
  { activations, cache, config, tuning, weights }: Pass,
  statistics: GPUBuffer,
): void {
  recorder.step = 'statistics';
  weights.layers.forEach(({ packs }, layer) => {
    const { batch, q, rotations } = activationsOf(activations, 'one', layer);
    recordAttentionStatistics(
      recorder,
      { batch, q, qkNorm: packs.qkNorm!, rotations, cache: cache.layers[layer]! },
      { statistics, offset: layer * splitsBytes(config.heads, cache.capacity) },
      config,
      tuning,
    );
  });
}

function readRows(words: Uint32Array, layers: number, left: ReadonlySet<KeptStage>): TokenStatistics['rows'] {
  const found: TokenStatistics['rows'] = {};
  let first = 0;
  for (const stage of keptStages) {
    const [from, count] = [first, rowsOf(stage, layers)];
    if (left.has(stage)) found[stage] = Array.from({ length: count }, (_, row) => readRow(words, from + row));
    first += count;
  }
  return found;
}
