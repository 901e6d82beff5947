import { refuse } from '../../result.ts';

/** Refuses with `stopped` once `signal` is aborted. */
export function refuseIfStopped(signal: AbortSignal): void {
  if (signal.aborted) refuse('stopped', 'The diagnosis was stopped.');
}

/** The same while `work` is waited for that cannot be stopped itself, as compiling cannot: it goes on, and is of no account. */
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
