/** How much more can be kept, and what to delete for it. */
import type { KeptModel, LibraryState } from '../../library/contract.ts';
import { isComing } from './find.ts';

/** What is still to come of a model. */
export const missingBytes = ({ bytes, keptBytes }: KeptModel): number => bytes - keptBytes;

/** What the downloads in progress will still take. */
const outstanding = (models: readonly KeptModel[]): number =>
  models.filter(isComing).reduce((sum, model) => sum + missingBytes(model), 0);

/** Bytes that are neither used nor about to be; at least 0, and null where the browser does not say. */
export function freeBytes({ models, usage, quota }: LibraryState): number | null {
  return usage === null || quota === null ? null : Math.max(0, quota - usage - outstanding(models));
}

/** Milliseconds since 1970. A model that was never used counts from when it was added. */
const lastUse = ({ usedAt, addedAt }: KeptModel): number => usedAt ?? addedAt;

/**
 * The models to delete so that `missing` bytes come free: the least recently used ones, without those that need not go. All
 * of them where they are not enough.
 */
export function toDelete(models: readonly KeptModel[], missing: number): KeptModel[] {
  const chosen: KeptModel[] = [];
  let freed = 0;
  for (const model of models.toSorted((a, b) => lastUse(a) - lastUse(b))) {
    if (freed >= missing) break;
    chosen.push(model);
    freed += model.keptBytes;
  }
  // A small one that was used long ago may be spared if a larger one had to go as well.
  return chosen.filter(({ keptBytes }) => {
    if (freed - keptBytes < missing) return true;
    freed -= keptBytes;
    return false;
  });
}
