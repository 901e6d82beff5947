import { refuse } from '../../result.ts';

/** Refuses with `stopped` once `signal` is aborted. */
export function refuseIfStopped(signal: AbortSignal): void {
  if (signal.aborted) refuse('stopped', 'The diagnosis was stopped.');
}

/** The same while waiting for work that can't be cancelled, such as compiling: it goes on, and its result is ignored. */
export async function unlessStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let stop!: () => void;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    await Promise.race([work, stopped]);
    refuseIfStopped(signal);
    return await work;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
