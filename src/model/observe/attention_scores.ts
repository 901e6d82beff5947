import { Arena } from '../../gpu/arena.ts';
import { ReadbackRing } from '../../gpu/readback.ts';
import { encode, record } from '../../gpu/recording.ts';
import { elapsedMs, PassTimer, timerBytes } from '../../gpu/timer.ts';
import { attentionShares, recordAttentionScores } from '../../kernels/inspect/attention_scores.ts';
import { activationsOf } from '../pass/activations.ts';
import type { RecordedProgram } from '../pass/programs/recordings.ts';
import type { Session } from '../sequence/session.ts';

/** What one token attends to. */
export interface TokenAttention {
  /** [layers, heads, positions]: of each head they add up to 1. */
  shares: Float32Array<ArrayBuffer>;
  /** What reading it took on the GPU's clock; null without timestamps. */
  gpuMs: number | null;
}

/**
 * Runs one token after what the cache holds, and reads what every head of every layer attends to, from the token's own
 * projections and the cache. Refuses with `out-of-memory`.
 */
export async function runAttended(session: Session, recorded: RecordedProgram, id: number): Promise<TokenAttention> {
  const { gpu, memory, sequence } = session;
  const { config, cache, activations, tuning, weights } = memory.pass;
  const positions = sequence.length + 1;
  const bytes = 4 * config.heads * positions;
  const { arena, value: buffers } = await Arena.create(gpu, 'attention scores', (arena) => ({
    scores: weights.layers.map((_, layer) =>
      arena.buffer(`${layer}`, bytes, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC),
    ),
    ring: new ReadbackRing(arena, 'readback', 1, bytes * config.layers + timerBytes + 4),
    timer: PassTimer.create(arena, 'timer'),
  }));
  const { scores, ring, timer } = buffers;
  try {
    const recording = await record<never>(gpu, 'attention scores', (recorder) => {
      recorder.step = 'attention scores';
      weights.layers.forEach(({ qNorm }, layer) => {
        const { batch, q, rotations } = activationsOf(activations, 'one', layer);
        const operands = { batch, q, qNorm, rotations, cache: cache.layers[layer]!, scores: scores[layer]! };
        recordAttentionScores(recorder, operands, config, tuning);
      });
    });
    const batch = sequence.append([id]);
    const encoder = gpu.device.createCommandEncoder({ label: 'attended token' });
    session.encode(encoder, session.recording(recorded, batch).commands, batch);
    const pass = encoder.beginComputePass({ label: 'attention', ...(timer && { timestampWrites: timer.writes }) });
    encode(pass, recording.commands, batch);
    pass.end();
    const slot = ring.acquire();
    // First, since they begin at a multiple of 8 bytes.
    timer?.resolve(encoder, slot);
    for (const layer of scores) slot.copy(encoder, layer, bytes);
    gpu.device.queue.submit([encoder.finish()]);
    const read = await slot.read();
    recording.destroy();
    const all = new Float32Array(read, timer ? timerBytes : 0);
    return { shares: attentionShares(all, config.layers * config.heads), gpuMs: timer && elapsedMs(read, 0) };
  } finally {
    timer?.destroy();
    arena.destroy();
  }
}
