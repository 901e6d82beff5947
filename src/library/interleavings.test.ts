import { array, assert, asyncProperty, constantFrom, integer } from 'fast-check';
import { expect, test } from 'vitest';
import type { FakeFolder } from './testing/file_system.fixture.ts';
import {
  address,
  blockBytes,
  openIn,
  openLibrary,
  patterned,
  readAll,
  scene,
  weights,
} from './testing/model.fixture.ts';

const total = 10 * blockBytes + 17;
const wanted = patterned(total).subarray(3);

/** A repeatable random number generator (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Blocks of the weights, and whether each has the hash in its name. */
function committedBlocks(root: FakeFolder): string[] {
  const [model] = [...(root.get('plumbline-models') as FakeFolder).values()] as FakeFolder[];
  const [, folder] = [...model!].find(([name]) => name.startsWith(weights))! as [string, FakeFolder];
  return [...folder.keys()];
}

/** Steps after which a tab dies. */
const life = integer({ min: 1, max: 400 });

test('downloads that are killed anywhere, while engines read and are killed, too', async () => {
  await assert(
    asyncProperty(
      integer(),
      array(life, { maxLength: 6 }),
      array(life, { maxLength: 3 }),
      constantFrom(1, 3, 16),
      async (seed, tabs, readers, chunk) => {
        const { origin, browser } = scene({ chunk, random: randomFrom(seed) });
        const first = await openLibrary(browser);
        const added = await first.library.keep(address);
        expect(added.ok).toBe(true);
        first.client.kill();
        let kills = 1;

        for (const steps of tabs) {
          const { client } = await openLibrary(browser);
          const died = new Promise<void>((resolve) => client.onKill(resolve));
          client.dieAfter(steps);
          const others = readers.map((steps) => {
            const reader = browser.start();
            reader.dieAfter(steps);
            const read = readAll(openIn(browser, reader), weights, 3, total);
            return Promise.race([read, new Promise<void>((resolve) => reader.onKill(resolve))]);
          });
          await Promise.race([died, new Promise((resolve) => setTimeout(resolve, 20))]);
          client.kill();
          await Promise.all(others);
          kills += 1 + readers.length;
        }

        const [one, two] = [await openLibrary(browser), await openLibrary(browser)];
        const read = readAll(openIn(browser), weights, 3, total);
        await Promise.all([
          one.until((model) => model?.state === 'ready'),
          two.until((model) => model?.state === 'ready'),
        ]);
        expect(await read).toEqual(wanted);
        expect(committedBlocks(browser.disk.root)).toHaveLength(11);
        // Whoever dies loses what is under way to it, and what of a part is not yet appended.
        expect(origin.sent).toBeLessThanOrEqual(total + kills * (chunk + blockBytes / 32));
        one.client.kill();
        two.client.kill();
      },
    ),
    { numRuns: 40 },
  );
});
