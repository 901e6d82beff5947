import { renameSync } from 'node:fs';
import { runMain } from '../bootstrap/process.mjs';
import { convert, readFolder } from './convert.ts';
import { parseOptions } from './options.ts';

await runMain(async () => {
  const { from, mix, byIds, out } = parseOptions(process.argv.slice(2));
  const checkpoint = await readFolder(from);
  // A file that is complete has its name.
  const bytes = await convert(checkpoint, mix, byIds, `${out}.part`);
  renameSync(`${out}.part`, out);
  console.log(`${out}: ${mix}, ${checkpoint.parameters} parameters, ${bytes} bytes of weights`);
});
