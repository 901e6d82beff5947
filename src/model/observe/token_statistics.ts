import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import { ReadbackRing } from '../../gpu/readback.ts';
import { record, type Batch, type Command, type Recorder, type Recording } from '../../gpu/recording.ts';
import {
  readHeads,
  recordAttentionStatistics,
  recordRowStatistics,
  RowReader,
  splitsBytes,
  wordsARow,
  type HeadStatistics,
  type RowStatistics,
} from '../../kernels/watch/statistics.ts';
import { activationsOf, keptStages, type KeptStage } from '../pass/activations.ts';
import type { Pass } from '../pass/forward.ts';
import type { Program } from '../../vocabulary/program.ts';

/** What one token left behind, layer by layer. */
export interface TokenStatistics {
  position: number;
  /** That ran it. */
  program: Program;
  /** Of every stage that the program leaves; `x` is what a layer finds, and has one row more for what the last one leaves. */
  rows: Partial<Record<KeptStage, RowStatistics[]>>;
  /** Of one layer, each in turn, its query heads; null where they cannot be looked at. */
  attention: { layer: number; heads: HeadStatistics[] } | null;
}

/**
 * Takes statistics of a token of which every layer has left what it did (see {@link activationsOf}), in one dispatch for all
 * rows and one for the attention of a layer, and reads them back behind the tokens. Attention's takes the layer's keys again,
 * which grows with the context: one layer of the 28 of 0.6B is 4% of what attention itself reads.
 */
export class LiveStatistics {
  private constructor(
    private readonly arena: Arena,
    private readonly pass: Pass,
    private readonly buffers: { figures: GPUBuffer; ring: ReadbackRing },
    private readonly rows: Recording<never>,
    /** A command a layer; null where norms are not packed for a kernel of their own. */
    private readonly attention: Recording<never> | null,
  ) {}

  /** For `inFlight` tokens under way. Refuses with `out-of-memory`. */
  static async create(gpu: Gpu, pass: Pass, inFlight: number): Promise<LiveStatistics> {
    const bytes = figuresBytes(pass, pass.cache.capacity);
    const { arena, value: buffers } = await Arena.create(gpu, 'statistics', (arena) => ({
      figures: arena.buffer('figures', bytes, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC),
      ring: new ReadbackRing(arena, 'readback', inFlight, bytes),
    }));
    try {
      const rows = await record<never>(gpu, 'row statistics', (recorder) => planRows(recorder, pass, buffers.figures));
      const packed = pass.weights.layers.every(({ packs }) => packs.qkNorm);
      const attention = packed
        ? await record<never>(gpu, 'attention statistics', (recorder) => planAttention(recorder, pass, buffers.figures))
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

  /** What is to be run after the commands of a token, in the same pass. */
  commands(batch: Batch): Command<unknown>[] {
    const own = this.attention?.commands[this.#layer(batch)];
    return own ? [...this.rows.commands, own] : [...this.rows.commands];
  }

  /** Encodes what reads them back. `left` are the stages that `program` leaves. The answer waits, once all is submitted. */
  collect(
    encoder: GPUCommandEncoder,
    batch: Batch,
    { program, left }: { program: Program; left: ReadonlySet<KeptStage> },
  ): () => Promise<TokenStatistics> {
    const { config } = this.pass;
    const slot = this.buffers.ring.acquire();
    slot.copy(encoder, this.buffers.figures, figuresBytes(this.pass, batch.start + 1));
    return async () => {
      const read = await slot.read();
      const splits = new Float32Array(read, rowBytes(config.layers));
      return {
        position: batch.start,
        program,
        rows: readRows(read, config.layers, left),
        attention: this.attention && { layer: this.#layer(batch), heads: readHeads(splits, config.heads) },
      };
    };
  }

  /** By position, so that two runs look at the same layers after the same tokens. */
  #layer({ start }: Batch): number {
    return start % this.pass.config.layers;
  }
}

/** Rows of a stage. */
function rowsOf(stage: KeptStage, layers: number): number {
  return stage === 'x' ? layers + 1 : layers;
}

function rowBytes(layers: number): number {
  return keptStages.reduce((sum, stage) => sum + rowsOf(stage, layers), 0) * wordsARow * 4;
}

/** Of all rows and then, at a context of `positions`, of attention. */
function figuresBytes({ config: { layers, heads } }: Pass, positions: number): number {
  return rowBytes(layers) + splitsBytes(heads, positions);
}

function planRows(recorder: Recorder<never>, { activations, config, tuning }: Pass, figures: GPUBuffer): void {
  recorder.step = 'statistics';
  recordRowStatistics(
    recorder,
    { stages: activations, layers: config.layers, alignment: activations.bindingAlignment },
    figures,
    config.rmsNormEps,
    tuning,
  );
}

function planAttention(
  recorder: Recorder<never>,
  { activations, cache, config, tuning, weights }: Pass,
  figures: GPUBuffer,
): void {
  recorder.step = 'statistics';
  weights.layers.forEach(({ packs }, layer) => {
    const { batch, q, rotations } = activationsOf(activations, 'one', layer);
    recordAttentionStatistics(
      recorder,
      { batch, q, qkNorm: packs.qkNorm!, rotations, cache: cache.layers[layer]! },
      { statistics: figures, offset: rowBytes(config.layers) },
      config,
      tuning,
    );
  });
}

function readRows(read: ArrayBuffer, layers: number, left: ReadonlySet<KeptStage>): TokenStatistics['rows'] {
  const found: TokenStatistics['rows'] = {};
  const reader = new RowReader(read);
  let first = 0;
  for (const stage of keptStages) {
    const [from, count] = [first, rowsOf(stage, layers)];
    if (left.has(stage)) found[stage] = Array.from({ length: count }, (_, row) => reader.row(from + row));
    first += count;
  }
  return found;
}
