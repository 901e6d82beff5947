/** The page's end of the engine's worker. */
import type { Failure } from '../../result.ts';
import type { EngineApi } from '../../worker/api.ts';
import { createHeartbeat } from './heartbeat.ts';
import type { StartedWorker } from '../../called_worker.ts';
import { connectTo, type Connection } from '../connection.ts';

export function startWorker(): StartedWorker {
  return new Worker(new URL('../../worker/main.ts', import.meta.url), { type: 'module', name: 'engine' });
}

/** Methods whose answer says nothing of the engine's state: a loss may never come. */
const notOwed: ReadonlySet<string> = new Set(['lost', 'ping'] satisfies (keyof EngineApi)[]);

/** `onSilent` is told when the engine owes something and does not react, and when it does again. */
export function connect(worker: StartedWorker, onSilent: (silent: boolean) => void = () => {}): Connection<EngineApi> {
  const connection = connectTo<EngineApi>(worker, crashFailure);
  const owe = createHeartbeat(() => connection.api.ping(), onSilent);
  const api = new Proxy(connection.api, {
    get(target, method) {
      const call = Reflect.get(target, method) as ((...args: unknown[]) => Promise<unknown>) | undefined;
      if (!call || notOwed.has(String(method))) return call;
      return (...args: unknown[]) => owe(call(...args));
    },
  });
  return { ...connection, api };
}

function crashFailure(text: string): Failure {
  return {
    kind: 'worker-crashed',
    message: `The engine crashed (${text || 'its script could not be loaded'}): restart it to go on.`,
  };
}
