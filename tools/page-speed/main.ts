import { parseFlags } from '../lib/options/flags.ts';
import { runMain, Stop } from '../bootstrap/process.mjs';
import { archive } from './archive.ts';
import { live } from './live.ts';
import { streaming } from './streaming.ts';

const trials = { archive, streaming, live };
const usage = `page-speed --trial ${Object.keys(trials).join('|')}`;

await runMain(async () => {
  const { trial } = parseFlags(process.argv.slice(2), { trial: { type: 'string' } }, usage);
  const chosen = Object.entries(trials).find(([name]) => name === trial);
  if (!chosen) throw new Stop(`--trial ${trial ?? 'is missing'}: give archive, streaming or live; usage: ${usage}`);
  console.log(await chosen[1]());
});
