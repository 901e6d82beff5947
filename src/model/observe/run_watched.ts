import type { RecordedProgram } from '../pass/programs/recordings.ts';
import type { Session } from '../sequence/session.ts';
import type { TokenStatistics } from './token_statistics.ts';

/**
 * Runs one token after what the cache holds, and takes its statistics, and the logit lens if `lensed`. Refuses with
 * `out-of-memory`, or with `adapter-too-small` for the lens.
 */
export async function runWatched(
  session: Session,
  recorded: RecordedProgram,
  id: number,
  lensed = false,
): Promise<TokenStatistics> {
  const { gpu, memory, sequence } = session;
  const watcher = await session.instruments.watcher();
  const lens = lensed ? await session.instruments.lens() : null;
  const batch = sequence.append([id]);
  const encoder = gpu.device.createCommandEncoder({ label: 'watched token' });
  session.encode(encoder, [...session.recording(recorded, batch).commands, ...watcher.commands(batch)], batch);
  const fusions = memory.recordings.fusions(recorded, memory.recordings.shapeOf(batch));
  const collected = watcher.collect(encoder, batch, recorded.program, fusions, lens);
  gpu.device.queue.submit([encoder.finish()]);
  return collected();
}
