import type { Gpu } from '../../gpu/device.ts';
import { encode, type Batch, type Command } from '../../gpu/recording.ts';
import { elapsedMs } from '../../gpu/timer.ts';
import type { Drawn, Watch } from './sampled_token.ts';
import type { RecordedProgram } from '../pass/recordings.ts';
import { sample } from '../sampling/sampler.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import type { SessionBuffers } from './session_buffers.ts';

/** What is run before a token is drawn, in the same pass. */
export interface Run {
  commands: readonly Command<unknown>[];
  batch: Batch;
}

/** One draw: from which program's `sample`, under which settings, which token of the answer, and what the model has seen. */
export interface Draw {
  recorded: RecordedProgram;
  settings: SamplingSettings;
  step: number;
  seen: readonly number[];
  /** The row of the logits to draw from. */
  row: number;
}

/** Whether drawing stays on the GPU, so that the next token may be run before this one is known. */
export function drawsOnGpu({ program }: RecordedProgram): boolean {
  return program.sample === 'fused';
}

/** Draws a token where the program says, after what there is to `run`, and reads its id back. */
export async function drawAfter(
  gpu: Gpu,
  { sampler, place, activations, ids, stages }: SessionBuffers,
  encoder: GPUCommandEncoder,
  run: Run | null,
  { recorded, settings, step, seen, row }: Draw,
  { pass: timer = null, steps = null, statistics = null }: Watch,
): Promise<Drawn> {
  const onGpu = drawsOnGpu(recorded);
  const timestampWrites = timer?.writes ?? (onGpu ? steps?.timer.writes('sample') : undefined);
  if (run || onGpu) {
    const pass = encoder.beginComputePass({ label: 'token', ...(timestampWrites && { timestampWrites }) });
    if (run) encode(pass, run.commands, run.batch);
    if (onGpu) sampler.encode(pass, step);
    pass.end();
  }
  if (onGpu) place.moved();
  const slot = (onGpu ? ids : stages).acquire();
  const rowBytes = activations.logits.width * 4;
  if (onGpu) slot.copy(encoder, activations.ids, 4);
  else slot.copy(encoder, activations.logits.binding.buffer, rowBytes, row * rowBytes);
  timer?.resolve(encoder, slot);
  const stepTimes = steps?.timer.resolve(encoder);
  const left = statistics?.(encoder);
  gpu.device.queue.submit([encoder.finish()]);
  const [bytes, ns, told] = await Promise.all([slot.read(), stepTimes?.(), left?.()]);
  const drawn = (id: number, cpuDrawNs: number | null): Drawn => ({
    id,
    gpuMs: timer && elapsedMs(bytes, onGpu ? 4 : rowBytes),
    steps: steps && ns ? { program: recorded.program, joins: steps.joins, ns, cpuDrawNs } : null,
    statistics: told ?? null,
  });
  if (onGpu) {
    const [id] = new Uint32Array(bytes, 0, 1);
    sampler.drawn(id!, step);
    return drawn(id!, null);
  }
  const started = performance.now();
  const id = sample(new Float32Array(bytes, 0, activations.logits.width), settings, seen, step);
  const cpuDrawNs = (performance.now() - started) * 1e6;
  sampler.drawnElsewhere(id);
  return drawn(id, cpuDrawNs);
}
