import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { LibraryOptions } from './options.ts';
import { megabytes, table } from '../lib/table.ts';
import { address, valueOf, Visit, withPlace } from './visit.ts';

/** Two tabs download, use and delete the same model, the first one closing in the middle; tells what each saw. */
export function tabs(options: Omit<LibraryOptions, 'trial'>): Promise<string> {
  return withPlace(options, async (place) => {
    const visit = await Visit.start(place);
    const rows: string[][] = [];
    const stateIn = async (page: Page | null) => {
      if (!page) return 'closed';
      return page.evaluate(() => {
        const model = window.page.state()?.models[0];
        return model ? `${model.state}, ${(model.keptBytes / 1e6).toFixed(0)} MB` : 'none';
      });
    };
    try {
      const [one, two] = [await visit.open(), await visit.open()];
      const note = async (what: string, pages: (Page | null)[]) => {
        await sleep(600); // reports come a few times a second
        rows.push([what, ...(await Promise.all(pages.map(stateIn)))]);
      };
      const keep = (page: Page) => page.evaluate((address) => window.page.library.keep(address), address);
      const id = valueOf(await keep(one));
      valueOf(await keep(two));
      await sleep(2000);
      await note('both keep it', [one, two]);
      await one.close();
      await sleep(2000);
      await note('the one that downloads is closed', [null, two]);
      const three = await visit.open();
      await two.evaluate(() => window.page.until(['ready', 'failed']));
      await note('at the end', [three, two]);
      const sent = [...place.hub.served.values()].reduce((sum, bytes) => sum + bytes, 0);

      const from = [address, place.access] as const;
      const reading = three.evaluate((from) => window.page.reader.readChecked(...from), from);
      await sleep(300);
      valueOf(await two.evaluate((id) => window.page.library.remove(id), id));
      const read = await reading;
      await note('one reads it, the other deletes it', [three, two]);
      const left = await two.evaluate(async () => {
        const root = await navigator.storage.getDirectory();
        const names: string[] = [];
        for await (const name of (await root.getDirectoryHandle('plumbline-models')).keys()) names.push(name);
        return names.length;
      });
      return [
        table(['', 'one tab', 'the other'], rows),
        `${megabytes(sent)} MB went out for a model of ${megabytes([...place.hub.sizes.values()].reduce((a, b) => a + b, 0))} MB.`,
        `The reader: ${read.ok ? 'was done before' : read.failure.message}. Models on disk: ${left}.`,
      ].join('\n');
    } finally {
      await visit.kill();
    }
  });
}
