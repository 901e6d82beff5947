import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, everything } from './bootstrap/build.mjs';
import { ensureChromium } from './bootstrap/chromium.mjs';
import { ensureInstalled } from './bootstrap/install.mjs';
import { requireNode, root, runInstalled, runMain, Stop, wrongUsage } from './bootstrap/process.mjs';
import { tooLongFiles } from './checks/file-length.mjs';
import { writeDeclarations } from './wgsl/declare.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * A check that passes or fails as a whole.
 *
 * @param {number} exitCode
 * @returns {Counts}
 */
const single = (exitCode) => (exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** @param {string} name */
const reportFile = (name) => path.join(root, 'build', 'reports', name);

/**
 * A test runner, counted by the report that it writes. Skipped tests count as failed: they prove nothing. A runner that ran
 * nothing, or that failed but for its tests, counts as one more failure.
 *
 * @param {string} report
 * @param {() => Promise<number>} runTests answers with the exit code
 * @param {(report: any) => Counts} count
 */
async function runner(report, runTests, count) {
  rmSync(reportFile(report), { force: true });
  const exitCode = await runTests();
  const { passed, failed } = count(JSON.parse(readFileSync(reportFile(report), 'utf8')));
  const otherwiseFailed = passed + failed === 0 || (exitCode !== 0 && failed === 0);
  return { passed, failed: failed + (otherwiseFailed ? 1 : 0) };
}

/** Without a browser: for while one writes. @type {Record<string, () => Promise<Counts>>} */
const quick = {
  format: async () => single(await runInstalled('oxfmt/bin/oxfmt', ['--check'])),
  lint: async () => single(await runInstalled('oxlint/bin/oxlint', [])),
  'file length': async () => {
    const tooLong = tooLongFiles();
    for (const line of tooLong) console.log(line);
    return single(tooLong.length);
  },
  types: async () => single(await runInstalled('typescript/bin/tsc', ['--project', '.'])),
  unit: () =>
    runner(
      'vitest.json',
      () => runInstalled('vitest/vitest.mjs', ['run']),
      (report) => ({
        passed: report.numPassedTests,
        failed: report.numTotalTests - report.numPassedTests,
      }),
    ),
};

/** @type {Record<string, () => Promise<Counts>>} */
const inBrowser = {
  build: async () => {
    await build(everything);
    return single(0);
  },
  browser: async () => {
    const CHROMIUM_PATH = await ensureChromium();
    return runner(
      'playwright.json',
      () => runInstalled('@playwright/test/cli.js', ['test'], { env: { CHROMIUM_PATH } }),
      ({ stats }) => ({
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky + stats.skipped,
      }),
    );
  },
};

/** @param {() => Promise<Counts>} step */
async function attempt(step) {
  try {
    return await step();
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    return single(1);
  }
}

/** What to run. @throws Stop for a wrong command line */
function chosenSteps() {
  try {
    const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
    return values.quick ? quick : { ...quick, ...inBrowser };
  } catch (error) {
    throw wrongUsage(error, 'npm test [-- --quick]');
  }
}

await runMain(async () => {
  requireNode();
  const steps = chosenSteps();
  await ensureInstalled(console.log);
  mkdirSync(path.join(root, 'build', 'reports'), { recursive: true });
  writeDeclarations();
  const total = { passed: 0, failed: 0 };
  const table = [['step', 'passed', 'failed', 'seconds']];
  for (const [name, step] of Object.entries(steps)) {
    console.log(`\n== ${name}`);
    const started = performance.now();
    const { passed, failed } = await attempt(step);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    table.push([name, `${passed}`, `${failed}`, seconds]);
    total.passed += passed;
    total.failed += failed;
  }
  const lines = table.map(([name = '', ...figures]) =>
    [name.padEnd(12), ...figures.map((figure) => figure.padStart(8))].join(''),
  );
  console.log(`\n${lines.join('\n')}\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});
