import { refuseIfStopped } from '../../model/checkpoint/sources/stream.ts';
import { refuse } from '../../result.ts';
import type { ModelId } from '../contract.ts';
import { acquire, lockNames } from '../locks.ts';
import type { ModelStore } from '../store/model_store.ts';

/**
 * Compares every block of a model with its hash and deletes those that are wrong. Answers how many were.
 *
 * @throws Refusal: 'stopped' when `signal` is aborted, 'bad-request' when the model is not kept.
 */
export async function verify(store: ModelStore, id: ModelId, signal: AbortSignal): Promise<number> {
  const release = await acquire(store.platform, lockNames.model(id), { mode: 'shared', signal });
  try {
    const record = (await store.record(id)) ?? refuse('bad-request', 'This model is no longer on this device.');
    let wrong = 0;
    for (const file of record.files) {
      const blocks = await store.blocks(id, file);
      if (!blocks) continue;
      const before = wrong;
      const memory = blocks.memory();
      for (const [index, hash] of await blocks.committed()) {
        refuseIfStopped(signal);
        if (!(await blocks.read(index, hash, memory))) wrong++;
      }
      // What is fetched in their place makes another file until it was hashed whole.
      if (wrong > before) await store.updateFile(id, file.path, { checked: false });
    }
    return wrong;
  } finally {
    release();
  }
}
