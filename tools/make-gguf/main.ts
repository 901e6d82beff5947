import { renameSync } from 'node:fs';
import { runMain } from '../bootstrap/process.mjs';
import { convert, readFolder } from './convert.ts';
import { parseOptions } from './options.ts';
import { writeRandom } from './random.ts';

await runMain(async () => {
  const started = performance.now();
  const { weights, mix, out } = parseOptions(process.argv.slice(2));
  // A file that is complete has its name.
  const partial = `${out}.part`;
  const bytes =
    'from' in weights
      ? await convert(await readFolder(weights.from), mix, weights.byIds, partial)
      : await writeRandom(weights, mix, partial);
  renameSync(partial, out);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${out}: ${mix}, ${(bytes / 1e9).toFixed(2)} GB of weights, ${seconds} s`);
});
