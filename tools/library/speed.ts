import type { LibraryOptions } from './options.ts';
import { megabytes, table } from '../lib/table.ts';
import { address, valueOf, Visit, withPlace } from './visit.ts';
import type { Timed } from './page/reader.ts';

const repeats = 3;

/** Reads a kept model plainly, checked, and onto the GPU, and tells how long each takes. */
export function speed(options: Omit<LibraryOptions, 'trial'>): Promise<string> {
  return withPlace(options, async (place) => {
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
          'zeros, onto the GPU',
          async () => valueOf(await page.evaluate((bytes) => window.page.reader.writeZeros(bytes), kept.bytes)),
        ],
        [
          'checked and hashed, onto the GPU: the first load',
          async () => {
            await page.evaluate(() => window.page.reader.forgetDigests());
            return valueOf(await page.evaluate((from) => window.page.reader.readToGpu(...from), from));
          },
        ],
        [
          'checked, onto the GPU: every other load',
          async () => valueOf(await page.evaluate((from) => window.page.reader.readToGpu(...from), from)),
        ],
      ];
      const times = ways.map(() => [] as (Timed & { cpuSeconds: number })[]);
      for (let turn = 0; turn < repeats; turn++) {
        for (const [way, [, read]] of ways.entries()) {
          const before = visit.group.cpuSeconds();
          const timed = await read();
          times[way]!.push({ ...timed, cpuSeconds: visit.group.cpuSeconds() - before });
        }
      }
      // The fastest of each: the others were disturbed.
      const best = times.map((all) => all.reduce((a, b) => (b.ms < a.ms ? b : a)));
      const perByte = best.map(({ bytes, ms }) => ms / bytes);
      return table(
        ['way', 'MB', 's', 'MB/s', 'times the plain read', 'CPU s'],
        best.map(({ bytes, ms, cpuSeconds }, way) => [
          ways[way]![0],
          megabytes(bytes),
          (ms / 1000).toFixed(2),
          (bytes / 1e3 / ms).toFixed(0),
          (perByte[way]! / perByte[0]!).toFixed(2),
          cpuSeconds.toFixed(2),
        ]),
      );
    } finally {
      await visit.kill();
    }
  });
}
