import { runMain } from './bootstrap/process.mjs';
import { faults } from './library/faults.ts';
import { kill } from './library/kill.ts';
import { parseOptions } from './library/options.ts';
import { speed } from './library/speed.ts';
import { tabs } from './library/tabs.ts';

const trials = { faults, kill, speed, tabs };

await runMain(async () => {
  const { trial, ...options } = parseOptions(process.argv.slice(2));
  console.log(await trials[trial](options));
});
