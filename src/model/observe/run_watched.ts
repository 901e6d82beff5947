import type { RecordedProgram } from '../pass/programs/recordings.ts';
import type { Session } from '../sequence/session.ts';
import type { TokenStatistics } from './token_statistics.ts';

/** Runs one token after what the cache holds, and takes its statistics. Refuses with `out-of-memory`. */
export async function runWatched(session: Session, recorded: RecordedProgram, id: number): Promise<TokenStatistics> {
  const { gpu, memory, sequence } = session;
  const watcher = await session.instruments.watcher();
  const batch = sequence.append([id]);
  const encoder = gpu.device.createCommandEncoder({ label: 'watched token' });
  session.encode(encoder, [...session.recording(recorded, batch).commands, ...watcher.commands(batch)], batch);
  const fusions = memory.recordings.fusions(recorded, memory.recordings.shapeOf(batch));
  const collected = watcher.collect(encoder, batch, recorded.program, fusions);
  gpu.device.queue.submit([encoder.finish()]);
  return collected();
}
