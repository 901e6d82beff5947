import type { Fault } from '../../e2e/fixtures/faults.ts';
import type { LibraryOptions } from './options.ts';
import { megabytes, table } from '../lib/table.ts';
import { address, type Place, Visit, withPlace } from './visit.ts';

const cut = (after: number): Fault => ({ does: 'cut', after });

/** What goes wrong once with the weights. */
const cases: [string, (place: Place, weights: string) => void][] = [
  ['nothing', () => {}],
  ...(
    [
      ['cut at 0%', cut(0)],
      ['cut at 50%', cut(0.5)],
      ['cut at 99.9%', cut(0.999)],
      ['ends early', { does: 'end-early', after: 0.4 }],
      ['503 with Retry-After 2', { does: 'refuse', status: 503, headers: { 'Retry-After': '2' } }],
      ['a byte flipped on the way', { does: 'flip', byte: 5_000_000 }],
      ['HTML with 200', { does: 'page' }],
      ['gzip', { does: 'gzip' }],
      ['200 in place of 206', { does: 'ignore-range' }],
      ['401', { does: 'refuse', status: 401 }],
    ] satisfies [string, Fault][]
  ).map(([name, fault]): [string, (place: Place, weights: string) => void] => [
    name,
    ({ hub }, weights) => hub.goWrong(weights, fault),
  ]),
  ['404 for the weights', ({ hub }, weights) => hub.remove(weights)],
];

/** Downloads the model once for each fault, and tells what happened. */
export async function faults({ model, rate }: Omit<LibraryOptions, 'trial'>): Promise<string> {
  const rows: (string | number)[][] = [];
  for (const [name, goWrong] of cases) {
    await withPlace(model, rate * 1e6, async (place) => {
      const visit = await Visit.start(place);
      try {
        const page = await visit.open();
        const weights = [...place.hub.sizes.keys()].find((path) => path.endsWith('.safetensors'))!;
        goWrong(place, weights);
        const started = performance.now();
        const kept = await page.evaluate((address) => window.page.library.keep(address), address);
        const end = kept.ok ? await page.evaluate(() => window.page.until(['ready', 'failed', 'paused'])) : null;
        const sent = [...place.hub.served.values()].reduce((sum, bytes) => sum + bytes, 0);
        const twice = end?.state === 'ready' ? megabytes(sent - end.bytes) : '–';
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        const failure = kept.ok ? end?.failure : kept.failure;
        rows.push([name, end?.state ?? 'refused', seconds, twice, failure?.message ?? '']);
      } finally {
        await visit.kill();
      }
    });
  }
  return table(['the server', 'the model is', 's', 'MB fetched twice', 'what the page says'], rows);
}
