import { setTimeout as sleep } from 'node:timers/promises';
import type { LibraryOptions } from './options.ts';
import { megabytes, table } from '../lib/table.ts';
import { address, type Place, valueOf, Visit, withPlace } from './visit.ts';

/** Bytes of a block on disk: what may be fetched twice for each kill. */
const blockBytes = 8 * 2 ** 20;

/** Kills the browser at random moments of a download, and tells what was fetched twice. */
export function kill(options: Omit<LibraryOptions, 'trial'>): Promise<string> {
  const { kills, rate } = options;
  return withPlace(options, async (place) => {
    const rows: (string | number)[][] = [];
    let total = 0;
    for (let turn = 0; turn <= kills; turn++) {
      const visit = await Visit.start(place);
      const page = await visit.openPage();
      const kept = await page.evaluate(() => window.page.reader.bytesOfBlocks());
      const before = sent(place);
      await visit.startLibrary(page);
      const started = performance.now();
      if (turn === 0) valueOf(await page.evaluate((address) => window.page.library.keep(address), address));
      if (turn < kills) {
        // As many downloads as kills fit into a whole one.
        await awaitBytes(place, before);
        await sleep((Math.random() * 1.6 * 1000 * totalBytes(place)) / (rate * 1e6) / (kills + 2));
      } else {
        const model = await page.evaluate(() => window.page.until(['ready', 'failed']));
        if (model?.state !== 'ready') throw new Error(`${model?.state}: ${model?.failure?.message}`);
        total = model.bytes;
        const wrong = valueOf(await page.evaluate((id) => window.page.library.verify(id), model.id));
        if (wrong > 0) throw new Error(`${wrong} blocks are wrong`);
      }
      await visit.kill();
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      rows.push([turn < kills ? turn + 1 : 'to the end', seconds, megabytes(kept), megabytes(sent(place) - before)]);
    }
    const twice = rows.map(([, , , got], turn) => {
      const [keptHere, keptNext] = [Number(rows[turn]![2]), Number(rows[turn + 1]?.[2] ?? total / 1e6)];
      return (keptHere + Number(got) - keptNext).toFixed(2);
    });
    const excess = sent(place) - total;
    return [
      table(
        ['kill', 'after s', 'MB on disk at its start', 'MB that came', 'MB to fetch again'],
        rows.map((row, turn) => [...row, twice[turn]!]),
      ),
      `${megabytes(total)} MB, ready with the published SHA-256, and every block verified.`,
      `${megabytes(excess)} MB were fetched twice, ${(excess / kills / blockBytes).toFixed(2)} blocks of 8 MiB a kill.`,
    ].join('\n');
  });
}

function sent({ hub }: Place): number {
  return [...hub.served.values()].reduce((sum, bytes) => sum + bytes, 0);
}

function totalBytes({ hub }: Place): number {
  return [...hub.sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
}

async function awaitBytes(place: Place, before: number): Promise<void> {
  while (sent(place) === before) await sleep(10);
}
