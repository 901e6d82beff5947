import { CalledWorker, type StartedWorker } from '../../called_worker.ts';
import { Refusal } from '../../result.ts';
import type { EncoderWorker } from './encoder_worker.ts';

export type EncoderThread = CalledWorker<EncoderWorker, Refusal>;

export function startEncoderWorker(): StartedWorker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'tokenizer' });
}

export const startThread = (worker: StartedWorker): EncoderThread => new CalledWorker(worker, crash);

function crash(message: string): Refusal {
  const reason = message || 'it ran out of memory, or its script could not be loaded';
  return new Refusal({
    kind: 'bad-checkpoint',
    message: `The worker that runs the chat template and the tokenizer crashed (${reason}): try again, and if it stays so, take another model.`,
  });
}
