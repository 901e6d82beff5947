import { parseFlags } from '../lib/options/flags.ts';
import { runMain, Stop } from '../bootstrap/process.mjs';
import { archive } from './archive.ts';
import { streaming } from './streaming.ts';

const trials = { archive, streaming };
const usage = `page-speed --trial ${Object.keys(trials).join('|')}`;

await runMain(async () => {
  const { trial } = parseFlags(process.argv.slice(2), { trial: { type: 'string' } }, usage);
  if (trial !== 'archive' && trial !== 'streaming') {
    throw new Stop(`--trial ${trial ?? 'is missing'}: give archive or streaming; usage: ${usage}`);
  }
  console.log(await trials[trial]());
});
