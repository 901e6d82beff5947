import { parseArgs } from 'node:util';
import { runInstalled, runMain, Stop, wrongUsage } from './bootstrap/process.mjs';

// npm run long-life [-- --minutes N]: has the engine, on a GPU on which kernels do nothing, and the page, on an engine that computes
// nothing, live for a long time, and prints what they hold after each tenth of it. The page needs npm run build first. N minutes have
// the same rounds, with pauses between them: what leaks by the clock shows, too.
const usage = 'npm run long-life [-- --minutes N]';

/** @throws Stop for a wrong command line */
function chosenMinutes() {
  const { minutes } = parsed();
  if (minutes !== undefined && !(Number(minutes) > 0 && Number.isFinite(Number(minutes))))
    throw new Stop(`--minutes is ${minutes}; it must be above 0; usage: ${usage}`);
  return minutes;
}

function parsed() {
  try {
    return parseArgs({ options: { minutes: { type: 'string' } } }).values;
  } catch (error) {
    throw wrongUsage(error, usage);
  }
}

await runMain(async () => {
  const minutes = chosenMinutes();
  const env = { LONG_LIFE: '10', ...(minutes !== undefined && { LONG_LIFE_MINUTES: minutes }) };
  const engine = () =>
    runInstalled('vitest/vitest.mjs', ['run', 'tools/long-life', '--testTimeout=0', '--disableConsoleIntercept'], {
      env,
    });
  const page = () =>
    runInstalled('@playwright/test/cli.js', ['test', 'e2e/page/faults/long_life.spec.ts', '--timeout=0'], { env });
  // Lives that mostly pause do not slow each other down.
  const codes = minutes === undefined ? [await engine(), await page()] : await Promise.all([engine(), page()]);
  return Math.max(...codes);
});
