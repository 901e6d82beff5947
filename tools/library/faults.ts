import type { Fault } from '../../e2e/fixtures/faults.ts';
import type { LibraryOptions } from './options.ts';
import { megabytes, table } from '../lib/table.ts';
import { address, type Place, Visit, withPlace } from './visit.ts';

/** What goes wrong once with the weights, by their bytes. */
const faultsOf: [string, (bytes: number) => Fault][] = [
  ['loses all connections at 0%', () => ({ does: 'disconnect', byte: 0 })],
  ['at 50%', (bytes) => ({ does: 'disconnect', byte: Math.floor(bytes / 2) })],
  ['at 99.9%', (bytes) => ({ does: 'disconnect', byte: Math.floor(bytes * 0.999) })],
  ['cuts one at its end', () => ({ does: 'cut', after: 0.999 })],
  ['ends early', () => ({ does: 'end-early', after: 0.4 })],
  ['answers 503 with Retry-After 2', () => ({ does: 'refuse', status: 503, headers: { 'Retry-After': '2' } })],
  ['flips byte 5,000,000 on the way', () => ({ does: 'flip', byte: 5_000_000 })],
  ['flips a byte in the middle', (bytes) => ({ does: 'flip', byte: Math.floor(bytes / 2) })],
  ['sends HTML with 200', () => ({ does: 'page' })],
  ['compresses (gzip)', () => ({ does: 'gzip' })],
  ['answers 200 in place of 206', () => ({ does: 'ignore-range' })],
  ['answers 401', () => ({ does: 'refuse', status: 401 })],
];

type GoWrong = (place: Place, weights: string, bytes: number) => void;

const cases: [string, GoWrong][] = [
  ['does nothing wrong', () => {}],
  ...faultsOf.map(([name, fault]): [string, GoWrong] => [
    name,
    ({ hub }, weights, bytes) => hub.goWrong(weights, fault(bytes)),
  ]),
  ['answers 404 for the weights', ({ hub }, weights) => hub.remove(weights)],
  ['changes the ETag in the middle', changeInTheMiddle],
];

function changeInTheMiddle({ hub }: Place, weights: string, bytes: number): void {
  const timer = setInterval(() => {
    if ((hub.served.get(weights) ?? 0) < bytes / 2) return;
    clearInterval(timer);
    hub.change(weights);
  }, 5);
}

/** Downloads the model once for each fault, and tells what happened. Each row is written to the standard error as it is known. */
export async function faults(options: Omit<LibraryOptions, 'trial'>): Promise<string> {
  const rows: (string | number)[][] = [];
  for (const [name, goWrong] of cases) {
    await withPlace(options, async (place) => {
      const visit = await Visit.start(place);
      try {
        const page = await visit.open();
        const weights = [...place.hub.sizes.keys()].find((path) => path.endsWith('.safetensors'))!;
        goWrong(place, weights, place.hub.sizes.get(weights)!);
        const started = performance.now();
        const kept = await page.evaluate((address) => window.page.library.keep(address), address);
        const end = kept.ok ? await page.evaluate(() => window.page.until(['ready', 'failed', 'paused'])) : null;
        const sent = [...place.hub.served.values()].reduce((sum, bytes) => sum + bytes, 0);
        const twice = end?.state === 'ready' ? megabytes(sent - end.bytes) : '–';
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        const failure = kept.ok ? end?.failure : kept.failure;
        const row = [name, end?.state ?? 'refused', seconds, twice, failure?.message ?? ''];
        console.error(row.join(', '));
        rows.push(row);
      } finally {
        await visit.kill();
      }
    });
  }
  return table(['the server', 'the model is', 's', 'MB fetched twice', 'what the page says'], rows);
}
