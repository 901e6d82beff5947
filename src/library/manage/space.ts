import { bytes as inWords } from '../../format.ts';
import { refuse } from '../../result.ts';
import type { Platform } from '../platform.ts';

/** What the browser needs beside the blocks, for names and records. */
const spare = 16 * 2 ** 20;

/**
 * Refuses with 'disk-full' what does not fit into what this origin may still use.
 *
 * @param promised Bytes that other downloads will need.
 */
export async function refuseIfTooLarge(
  { storage }: Platform,
  name: string,
  needed: number,
  promised: number,
): Promise<void> {
  const { quota, usage } = await storage.estimate();
  if (quota === undefined || usage === undefined || needed === 0) return;
  const free = Math.max(quota - usage - promised - spare, 0);
  if (needed <= free) return;
  const others = promised > 0 ? ', beside the downloads that wait' : '';
  const figures = `${name} needs ${inWords(needed)}, and ${inWords(free)} are free for this site${others}`;
  refuse('disk-full', `${figures}: delete a model, free disk space, or choose a smaller model.`);
}
