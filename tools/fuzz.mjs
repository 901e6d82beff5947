import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

// npm run fuzz -- --minutes N [--only NAME]: tries every reader of a stranger's bytes for N minutes, with a new seed. A failure
// prints its seed and the smallest damage that shows it.
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '1' }, only: { type: 'string' } } });
if (!(Number(values.minutes) > 0)) throw new Error(`--minutes is ${values.minutes}; it must be above 0`);

const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'tools/fuzz', '--testTimeout=0', '--disableConsoleIntercept'],
  {
    stdio: 'inherit',
    env: { ...process.env, FUZZ_MINUTES: values.minutes, ...(values.only && { FUZZ_ONLY: values.only }) },
  },
);
process.exitCode = status ?? 1;
