import { Arena } from '../../gpu/arena.ts';
import { ReadbackRing } from '../../gpu/readback.ts';
import { record, type Recording } from '../../gpu/recording.ts';
import {
  none,
  oddsWords,
  readTokenOdds,
  recordTokenOdds,
  type PositionOdds,
} from '../../kernels/inspect/token_odds.ts';
import { maskWords } from '../../kernels/sample/permit.ts';
import { packSamplingParams } from '../../kernels/sample/sample.ts';
import { checkSettings, type SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import type { RecordedProgram } from '../pass/programs/recordings.ts';
import { samplingParams } from '../sampling/sampling_params.ts';
import type { Constraint } from '../sampling/constraint.ts';
import type { Session } from '../sequence/session.ts';

interface Replayed {
  /** A whole sequence, to be run from its first token on. */
  ids: readonly number[];
  /** The first position whose next token is asked for. */
  from: number;
  sampling: SamplingSettings;
  /** Of what comes behind `from`, where that was constrained. */
  constraint: Constraint | null;
}

/** What one position says, and the ids that could be sampled there: null for all. */
export interface ReplayedOdds extends PositionOdds {
  mask: Uint32Array | null;
}

/**
 * Runs a sequence again, in batches, and finds how likely each token was after those before it: of every position from `from`
 * on, in order. The session has logits of every row and an empty cache. Refuses with `bad-request` or `out-of-memory`; ends
 * early once `signal` is aborted.
 */
export async function* replayOdds(
  session: Session,
  recorded: RecordedProgram,
  { ids, from, sampling, constraint }: Replayed,
  signal: AbortSignal,
): AsyncGenerator<ReplayedOdds[], void, void> {
  checkSettings(sampling);
  const { gpu, options, sequence, memory } = session;
  const { activations } = memory.buffers;
  const { arena, value: buffers } = await Arena.create(gpu, 'token odds', (arena) => {
    const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
    const filled = (label: string, words: Uint32Array<ArrayBuffer>) => {
      const buffer = arena.buffer(label, words.byteLength, STORAGE | COPY_DST);
      gpu.device.queue.writeBuffer(buffer, 0, words);
      return buffer;
    };
    const { width } = activations.logits;
    const bytes = 4 * oddsWords * options.chunk;
    return {
      sampling: filled('sampling', packSamplingParams(samplingParams(sampling, width))),
      firstSeen: filled('first_seen', firstPositions(ids, width)),
      next: filled('next', Uint32Array.from([...ids.slice(1), none])),
      mask: filled('mask', new Uint32Array(maskWords(width) * (constraint ? options.chunk : 1)).fill(0xffff_ffff)),
      figures: arena.buffer('figures', bytes, STORAGE | COPY_SRC),
      ring: new ReadbackRing(arena, 'readback', 1, bytes),
    };
  });
  let recording: Recording<never> | null = null;
  try {
    recording = await record<never>(gpu, 'token odds', (recorder) => {
      recorder.step = 'odds';
      recordTokenOdds(recorder, { ...buffers, ...activations, everyMask: constraint !== null }, memory.pass.tuning);
    });
    if (from > 0 && !(await session.prefill(recorded, ids.slice(0, from), signal))) return;
    while (sequence.length < ids.length) {
      const batch = ids.slice(sequence.length, sequence.length + options.chunk);
      const next = ids.slice(sequence.length + 1, sequence.length + batch.length + 1);
      const masks = constraint
        ? batch.map((_, row) => maskAfter(constraint, row === 0 ? undefined : next[row - 1]))
        : null;
      masks?.forEach((mask, row) => gpu.device.queue.writeBuffer(buffers.mask, row * mask.byteLength, mask));
      if (constraint && next.length === batch.length) constraint.push(next.at(-1)!);
      if (!(await session.prefill(recorded, batch, signal))) return;
      const encoder = gpu.device.createCommandEncoder({ label: 'token odds' });
      session.encode(encoder, recording.commands, sequence.lastBatch);
      const slot = buffers.ring.acquire();
      slot.copy(encoder, buffers.figures, 4 * oddsWords * batch.length);
      gpu.device.queue.submit([encoder.finish()]);
      const rows = readTokenOdds(await slot.read(), batch.length);
      yield rows.map((row, n) => ({ ...row, mask: masks?.[n] ?? null }));
    }
  } finally {
    recording?.destroy();
    arena.destroy();
  }
}

/** The ids that may come, once `id` has, if one did since the last mask. */
function maskAfter(constraint: Constraint, id: number | undefined): Uint32Array<ArrayBuffer> {
  if (id !== undefined) constraint.push(id);
  return constraint.mask();
}

/** By id, the first position that has it: what a repetition penalty has seen at each position. */
function firstPositions(ids: readonly number[], vocabulary: number): Uint32Array<ArrayBuffer> {
  const first = new Uint32Array(vocabulary).fill(none);
  ids.forEach((id, position) => (first[id] = Math.min(first[id]!, position)));
  return first;
}
