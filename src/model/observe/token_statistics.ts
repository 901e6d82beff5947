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
import { activationsOf, retainedStages, type RetainedStage } from '../pass/activations.ts';
import type { StepFusions } from '../../kernels/context.ts';
import type { Pass } from '../pass/forward.ts';
import type { LensedToken, LogitLens } from './logit_lens.ts';
import type { Program } from '../../vocabulary/program.ts';

/** Statistics of what one token wrote, layer by layer. */
export interface TokenStatistics {
  position: number;
  /** The program that ran it. */
  program: Program;
  /** Of every stage that the program writes. `x` is the input of a layer, with one row more for the last one's output. */
  rows: Partial<Record<RetainedStage, RowStatistics[]>>;
  /** Of the query heads of one layer, each layer in turn; null where the model has no packed norms to compute them with. */
  attention: { layer: number; heads: HeadStatistics[] } | null;
  /** Null unless it was asked for. */
  lens: LensedToken | null;
}

/**
 * Takes statistics of one token, whose layers each keep their stages in memory of their own (see {@link activationsOf}), and
 * reads them back behind the tokens. All rows take one dispatch, the attention of one layer another. The latter reads the
 * layer's keys again, which grows with the context: one layer of the 28 of 0.6B is 4% of what attention itself reads.
 */
export class TokenWatcher {
  private constructor(
    private readonly arena: Arena,
    private readonly pass: Pass,
    private readonly buffers: { figures: GPUBuffer; ring: ReadbackRing },
    private readonly rows: Recording<never>,
    /** A command a layer, or one per piece of its cache; null where norms are not packed for a kernel of their own. */
    private readonly attention: Recording<never> | null,
  ) {}

  /** For at most `inFlight` tokens at a time. Refuses with `out-of-memory`. */
  static async create(gpu: Gpu, pass: Pass, inFlight: number): Promise<TokenWatcher> {
    const bytes = figuresBytes(pass, pass.cache.capacity);
    const { arena, value: buffers } = await Arena.create(gpu, 'statistics', (arena) => ({
      figures: arena.buffer('figures', bytes, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC),
      ring: new ReadbackRing(arena, 'readback', inFlight, bytes),
    }));
    let rows: Recording<never> | null = null;
    try {
      rows = await record<never>(gpu, 'row statistics', (recorder) => planRows(recorder, pass, buffers.figures));
      const packed = pass.weights.layers.every(({ packs }) => packs.qkNorm);
      const attention = packed
        ? await record<never>(gpu, 'attention statistics', (recorder) => planAttention(recorder, pass, buffers.figures))
        : null;
      return new TokenWatcher(arena, pass, buffers, rows, attention);
    } catch (error) {
      rows?.destroy();
      arena.destroy();
      throw error;
    }
  }

  destroy(): void {
    this.rows.destroy();
    this.attention?.destroy();
    this.arena.destroy();
  }

  /** Commands to run after those of a token, in the same pass. */
  commands(batch: Batch): Command<unknown>[] {
    const each = this.pass.cache.layers[0]!.pieces.length;
    const first = this.#layer(batch) * each;
    return [...this.rows.commands, ...(this.attention?.commands.slice(first, first + each) ?? [])];
  }

  /**
   * Encodes the readback for a token that ran `program`, and the logit lens, if one is given. The function returned is to be
   * called after the submission, and waits.
   */
  collect(
    encoder: GPUCommandEncoder,
    batch: Batch,
    program: Program,
    fusions: StepFusions,
    lens: LogitLens | null = null,
  ): () => Promise<TokenStatistics> {
    const { config } = this.pass;
    const slot = this.buffers.ring.acquire();
    slot.copy(encoder, this.buffers.figures, figuresBytes(this.pass, batch.start + 1));
    const lensed = lens?.collect(encoder) ?? null;
    return async () => {
      const [read, layers] = await Promise.all([slot.read(), lensed && lensed()]);
      const splits = new Float32Array(read, rowBytes(config.layers));
      return {
        position: batch.start,
        program,
        rows: readRows(read, config.layers, fusions),
        attention: this.attention && { layer: this.#layer(batch), heads: readHeads(splits, config.heads) },
        lens: layers,
      };
    };
  }

  /** By position, so that two runs cover the same layers after the same tokens. */
  #layer({ start }: Batch): number {
    return start % this.pass.config.layers;
  }
}

/** Rows of a stage. */
function rowsOf(stage: RetainedStage, layers: number): number {
  return stage === 'x' ? layers + 1 : layers;
}

function rowBytes(layers: number): number {
  return retainedStages.reduce((sum, stage) => sum + rowsOf(stage, layers), 0) * wordsARow * 4;
}

/** Bytes of the figures of all rows and then, at a context of `positions`, of attention. */
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

/** Without `attn` where `attn_out` merges the parts of attention itself. */
function readRows(read: ArrayBuffer, layers: number, { attentionOut }: StepFusions): TokenStatistics['rows'] {
  const found: TokenStatistics['rows'] = {};
  const reader = new RowReader(read);
  let first = 0;
  for (const stage of retainedStages) {
    const [from, count] = [first, rowsOf(stage, layers)];
    if (stage !== 'attn' || !attentionOut)
      found[stage] = Array.from({ length: count }, (_, row) => reader.row(from + row));
    first += count;
  }
  return found;
}
