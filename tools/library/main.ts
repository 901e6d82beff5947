import { runMain } from '../bootstrap/process.mjs';
import { faults } from './faults.ts';
import { kill } from './kill.ts';
import { memory } from './memory.ts';
import { parseOptions } from './options.ts';
import { speed } from './speed.ts';
import { tabs } from './tabs.ts';

const trials = { faults, kill, memory, speed, tabs };

await runMain(async () => {
  const { trial, ...options } = parseOptions(process.argv.slice(2));
  console.log(await trials[trial](options));
});
