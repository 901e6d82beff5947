import type { Arena } from '../../gpu/arena.ts';
import { encode, record, type Recording } from '../../gpu/recording.ts';
import { argmaxPartsSize, recordArgmax } from '../../kernels/argmax.ts';
import type { Tuning } from '../../kernels/tuning.ts';
import { refuse } from '../../result.ts';
import type { Activations, LogitRows } from '../activations.ts';
import type { SamplingSettings } from './sampling_settings.ts';

/** The id that stands for "no logit is finite". */
const none = 0xffff_ffff;

/** Draws the next token on the GPU, straight into the ids that the next pass reads. */
export class GpuSampler {
  #recording: Recording<never> | null = null;
  readonly #parts: GPUBuffer;

  constructor(
    private readonly arena: Arena,
    private readonly activations: Activations,
    private readonly logitRows: LogitRows,
    private readonly tuning: Tuning,
  ) {
    this.#parts = arena.buffer('argmax_parts', 4 * argmaxPartsSize, GPUBufferUsage.STORAGE);
  }

  /** To be called once, before anything else. */
  async record(): Promise<void> {
    const { batch, logits, ids } = this.activations;
    this.#recording = await record<never>(this.arena.gpu, 'sample', (recorder) => {
      recorder.step = 'sample';
      recordArgmax(
        recorder,
        { batch, logits, parts: this.#parts, ids, everyRow: this.logitRows === 'every' },
        this.tuning.argmax,
      );
    });
  }

  destroy(): void {
    this.#recording?.destroy();
  }

  get dispatches(): number {
    return this.#recording!.dispatches;
  }

  takes({ temperature, repetitionPenalty }: SamplingSettings): boolean {
    return temperature === 0 && repetitionPenalty === 1;
  }

  encode(encoder: GPUCommandEncoder, timestampWrites?: GPUComputePassTimestampWrites): void {
    const pass = encoder.beginComputePass({ label: 'sample', ...(timestampWrites && { timestampWrites }) });
    encode(pass, this.#recording!.commands, { start: 0, tokens: 1 });
    pass.end();
  }

  /** Refuses (`bad-request`) in place of an id when no logit was finite. */
  checked(id: number, step: number): number {
    if (id === none) {
      refuse('bad-request', `No logit of token ${step} is finite: the model broke down; a trace shows at which stage`);
    }
    return id;
  }
}
