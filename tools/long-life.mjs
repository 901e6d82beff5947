import { spawnSync } from 'node:child_process';

// npm run long-life: has the engine, on a GPU on which kernels do nothing, and the page, on an engine that computes nothing, live for a
// long time, and prints what they hold after each tenth of it. The page needs npm run build first.
const runs = [
  ['node_modules/vitest/vitest.mjs', 'run', 'tools/long-life', '--testTimeout=0', '--disableConsoleIntercept'],
  ['node_modules/@playwright/test/cli.js', 'test', 'e2e/page/faults/long_life.spec.ts', '--timeout=0'],
];
for (const run of runs) {
  const { status } = spawnSync(process.execPath, run, { stdio: 'inherit', env: { ...process.env, LONG_LIFE: '10' } });
  process.exitCode ||= status ?? 1;
}
