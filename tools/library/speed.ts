import type { LibraryOptions } from './options.ts';
import { megabytes, table } from '../lib/table.ts';
import { address, valueOf, Visit, withPlace } from './visit.ts';
import type { Timed } from './page/reader.ts';

const repeats = 3;

/** Reads a kept model plainly, checked, and onto the GPU, and tells how long each takes. */
export function speed({ model, rate }: Omit<LibraryOptions, 'trial'>): Promise<string> {
  return withPlace(model, rate * 1e6, async (place) => {
    const visit = await Visit.start(place);
    try {
      const page = await visit.open();
      valueOf(await page.evaluate((address) => window.page.library.keep(address), address));
      const kept = await page.evaluate(() => window.page.until(['ready', 'failed']));
      if (kept?.state !== 'ready') throw new Error(kept?.failure?.message);
      const from = [address, place.access] as const;
      const ways: [string, () => Promise<Timed>][] = [
        ['plain read of all files', () => page.evaluate(() => window.page.reader.readPlainly())],
        [
          'checked, to nothing',
          async () => valueOf(await page.evaluate((from) => window.page.reader.readChecked(...from), from)),
        ],
        [
          'checked, onto the GPU',
          async () => valueOf(await page.evaluate((from) => window.page.reader.readToGpu(...from), from)),
        ],
      ];
      const times = ways.map(() => [] as Timed[]);
      for (let turn = 0; turn < repeats; turn++) {
        for (const [way, [, read]] of ways.entries()) times[way]!.push(await read());
      }
      // The fastest of each: the others were disturbed.
      const best = times.map((all) => all.reduce((a, b) => (b.ms < a.ms ? b : a)));
      const perByte = best.map(({ bytes, ms }) => ms / bytes);
      return table(
        ['way', 'MB', 's', 'MB/s', 'times the plain read'],
        best.map(({ bytes, ms }, way) => [
          ways[way]![0],
          megabytes(bytes),
          (ms / 1000).toFixed(2),
          (bytes / 1e3 / ms).toFixed(0),
          (perByte[way]! / perByte[0]!).toFixed(2),
        ]),
      );
    } finally {
      await visit.kill();
    }
  });
}
