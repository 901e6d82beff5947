import type { LibraryOptions } from './options.ts';
import { table } from '../lib/table.ts';
import { address, valueOf, Visit, withPlace } from './visit.ts';

const sampleMs = 50;
const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);

/** Downloads a model, then puts it onto the GPU, and tells how far the browser's memory grows beyond what it had before. */
export function memory(options: Omit<LibraryOptions, 'trial'>): Promise<string> {
  return withPlace(options, async (place) => {
    const visit = await Visit.start(place);
    try {
      const page = await visit.open();
      const from = [address, place.access] as const;

      /** The largest growth while `work` is done. */
      const growth = async (work: () => Promise<unknown>): Promise<number> => {
        const base = visit.group.memoryBytes();
        let peak = base;
        const timer = setInterval(() => void (peak = Math.max(peak, visit.group.memoryBytes())), sampleMs);
        try {
          await work();
        } finally {
          clearInterval(timer);
        }
        return peak - base;
      };

      const downloading = await growth(async () => {
        valueOf(await page.evaluate((address) => window.page.library.keep(address), address));
        const kept = await page.evaluate(() => window.page.until(['ready', 'failed']));
        if (kept?.state !== 'ready') throw new Error(kept?.failure?.message);
      });
      const loading = await growth(async () =>
        valueOf(await page.evaluate((from) => window.page.reader.readToGpu(...from), from)),
      );
      const largest = valueOf(await page.evaluate((from) => window.page.reader.largestTensor(...from), from));
      const bound = largest + 64 * 2 ** 20;
      return table(
        ['while', 'MiB more than before', 'largest tensor + 64 MiB'],
        [
          ['downloading', mebibytes(downloading), mebibytes(bound)],
          ['loading onto the GPU', mebibytes(loading), mebibytes(bound)],
        ],
      );
    } finally {
      await visit.kill();
    }
  });
}
