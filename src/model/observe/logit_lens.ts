import { Arena } from '../../gpu/arena.ts';
import type { Gpu } from '../../gpu/device.ts';
import { ReadbackRing } from '../../gpu/readback.ts';
import { encode, record, type Recorder, type Recording } from '../../gpu/recording.ts';
import { elapsedMs, PassTimer, timerBytes } from '../../gpu/timer.ts';
import {
  none,
  oddsWords,
  readTokenOdds,
  recordTokenOdds,
  type PositionOdds,
} from '../../kernels/inspect/token_odds.ts';
import type { Activation } from '../../kernels/operands.ts';
import { maskWords } from '../../kernels/sample/permit.ts';
import { packSamplingParams, samplingParamsSize } from '../../kernels/sample/sample.ts';
import { refuse } from '../../result.ts';
import { greedySettings } from '../../vocabulary/sampling_settings.ts';
import { activationsOf } from '../pass/activations.ts';
import type { Pass } from '../pass/forward.ts';
import { unavailableSteps } from '../pass/programs/step_fusions.ts';
import { samplingParams } from '../sampling/sampling_params.ts';

/** What one token's layers would say if each were the last. */
export interface LensedToken {
  /** Of the output of every layer: the ten likeliest tokens, and the entropy. */
  layers: PositionOdds[];
  /** What the lens took on the GPU's clock; null without timestamps. */
  gpuMs: number | null;
}

type Buffers = ReturnType<typeof allocate>;

/**
 * Takes the output of every layer of one token through the final norm and the output matrix. For one token each layer keeps its
 * output (see {@link activationsOf}), so all of them are the rows of one batch, and the matrix is read once. Whatever program
 * ran the token, the kernels here are the fused ones for many rows, without any fault.
 */
export class LogitLens {
  private constructor(
    private readonly arena: Arena,
    private readonly pass: Pass,
    private readonly buffers: Buffers,
    private readonly recording: Recording<unknown>,
  ) {}

  /** For at most `inFlight` tokens at a time. Refuses with `adapter-too-small` or `out-of-memory`. */
  static async create(gpu: Gpu, pass: Pass, inFlight: number): Promise<LogitLens> {
    const { layers, vocabSize } = pass.config;
    if (4 * layers * vocabSize > gpu.adapter.maxBindingBytes) {
      refuse(
        'adapter-too-small',
        `Logits of ${layers} layers do not fit one binding of this adapter: switch the logit lens off.`,
      );
    }
    const { arena, value: buffers } = await Arena.create(gpu, 'logit lens', (arena) => allocate(arena, pass, inFlight));
    try {
      gpu.device.queue.writeBuffer(buffers.batch, 0, Uint32Array.of(0, layers));
      const { width } = buffers.logits;
      // By the logits as they are: no penalty, no cut, and nothing is known to follow.
      const params = samplingParams({ ...greedySettings, temperature: 1 }, width);
      gpu.device.queue.writeBuffer(buffers.sampling, 0, packSamplingParams(params));
      gpu.device.queue.writeBuffer(buffers.firstSeen, 0, new Uint32Array(width).fill(none));
      gpu.device.queue.writeBuffer(buffers.next, 0, new Uint32Array(layers).fill(none));
      gpu.device.queue.writeBuffer(buffers.mask, 0, new Uint32Array(maskWords(width)).fill(0xffff_ffff));
      const recording = await record<unknown>(gpu, 'logit lens', (recorder) => plan(recorder, pass, buffers));
      return new LogitLens(arena, pass, buffers, recording);
    } catch (error) {
      buffers.timer?.destroy();
      arena.destroy();
      throw error;
    }
  }

  destroy(): void {
    this.recording.destroy();
    this.buffers.timer?.destroy();
    this.arena.destroy();
  }

  /** Encodes the lens behind a token. The function returned is to be called after the submission, and waits. */
  collect(encoder: GPUCommandEncoder): () => Promise<LensedToken> {
    const { activations, config } = this.pass;
    const { rows, figures, ring, timer } = this.buffers;
    const rowBytes = 4 * rows.width;
    for (let layer = 0; layer < config.layers; layer += 1) {
      const { buffer, offset } = activationsOf(activations, 'one', layer).mlpResidual.binding;
      encoder.copyBufferToBuffer(buffer, offset, rows.binding.buffer, layer * rowBytes, rowBytes);
    }
    const pass = encoder.beginComputePass({ label: 'logit lens', ...(timer && { timestampWrites: timer.writes }) });
    encode(pass, this.recording.commands, { start: 0, tokens: config.layers });
    pass.end();
    const slot = ring.acquire();
    const figuresBytes = 4 * oddsWords * config.layers;
    slot.copy(encoder, figures, figuresBytes);
    timer?.resolve(encoder, slot);
    return async () => {
      const read = await slot.read();
      return { layers: readTokenOdds(read, config.layers), gpuMs: timer && elapsedMs(read, figuresBytes) };
    };
  }
}

function allocate(arena: Arena, { config }: Pass, inFlight: number) {
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const { layers, hiddenSize, vocabSize } = config;
  const rows = (label: string, width: number): Activation => {
    const buffer = arena.buffer(label, 4 * layers * width, STORAGE | COPY_DST);
    return { binding: { buffer, offset: 0, size: buffer.size }, width, rows: { perToken: 1 } };
  };
  const words = (label: string, count: number) => arena.buffer(label, 4 * count, STORAGE | COPY_DST);
  return {
    batch: words('batch', 2),
    rows: rows('rows', hiddenSize),
    final: rows('final_norm', hiddenSize),
    logits: rows('logits', vocabSize),
    sampling: words('sampling', samplingParamsSize),
    firstSeen: words('first_seen', vocabSize),
    next: words('next', layers),
    mask: words('mask', maskWords(vocabSize)),
    figures: arena.buffer('figures', 4 * oddsWords * layers, STORAGE | COPY_SRC),
    ring: new ReadbackRing(arena, 'readback', inFlight, 4 * oddsWords * layers + timerBytes),
    timer: PassTimer.create(arena, 'timer'),
  };
}

/** The step `logits` on the layers' outputs, as rows of one batch, and the likeliest of each. */
function plan(recorder: Recorder<unknown>, { activations, config, tuning, weights }: Pass, buffers: Buffers): void {
  const { batch, rows, final, logits } = buffers;
  recorder.step = 'lens';
  const set = unavailableSteps(config, weights).logits === undefined ? 'fused' : 'reference';
  weights.family.steps.logits[set](
    {
      recorder,
      batch,
      tuning,
      shape: 'many',
      fusions: { ropeAttention: false, attentionOut: false },
      split: null,
    },
    weights,
    { ...activations, mlpResidual: rows, x: rows, tail: rows, final, logits },
    config,
    () => {},
  );
  recordTokenOdds(recorder, { ...buffers, everyMask: false }, tuning);
}
