/** The page's end of the worker of transformers.js. */
import type { TransformersApi } from '../../transformers/contract.ts';
import { connectTo, type Connection } from '../connection.ts';

/** Why a person's choice ends it. */
export const byChoice = 'ended by choice';

export function connectTransformers(): Connection<TransformersApi> {
  const worker = new Worker(new URL('../../transformers/worker.ts', import.meta.url), {
    type: 'module',
    name: 'transformers',
  });
  return connectTo<TransformersApi>(worker, (text) =>
    text === byChoice
      ? { kind: 'stopped', message: 'transformers.js was ended.' }
      : {
          kind: 'worker-crashed',
          message: `transformers.js crashed (${text || 'it ran out of memory, or its script could not be loaded'}): start it again, or load a smaller model.`,
        },
  );
}
