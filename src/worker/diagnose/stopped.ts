import { refuse } from '../../result.ts';

/** Refuses with `stopped` once `signal` is aborted. */
export function refuseIfStopped(signal: AbortSignal): void {
  if (signal.aborted) refuse('stopped', 'The diagnosis was stopped.');
}
