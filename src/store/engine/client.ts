/** The page's end of the engine's worker. */
import type { Failure } from '../../result.ts';
import type { EngineApi } from '../../worker/api.ts';
import { connectTo, type Connection, type ServingWorker } from '../connection.ts';

export function startWorker(): ServingWorker {
  return new Worker(new URL('../../worker/main.ts', import.meta.url), { type: 'module', name: 'engine' });
}

export function connect(worker: ServingWorker): Connection<EngineApi> {
  return connectTo<EngineApi>(worker, crashFailure);
}

function crashFailure(text: string): Failure {
  return {
    kind: 'worker-crashed',
    message: `The engine crashed (${text || 'its script could not be loaded'}): restart it to go on.`,
  };
}
