import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseOptions } from './bench/options.ts';
import { benchTables } from './bench/table.ts';
import { root, runMain, Stop } from './bootstrap/process.mjs';
import { withHeadlessPage } from './lib/headless_page.ts';

/** The commit that was timed, or null outside a checkout. */
function commit(): string | null {
  try {
    const [hash, changed] = [
      ['rev-parse', 'HEAD'],
      ['status', '--porcelain'],
    ].map((args) =>
      execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim(),
    );
    return `${hash}${changed ? ' with changes' : ''}`;
  } catch {
    return null;
  }
}

/** The driver's version, which the browser does not tell, where the machine has NVIDIA's tool; else null. */
function driver(): string | null {
  try {
    const query = ['--query-gpu=name,driver_version', '--format=csv,noheader'];
    return execFileSync('nvidia-smi', query, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

await runMain(async () => {
  const { model, out, request } = parseOptions(process.argv.slice(2));
  const report = await withHeadlessPage(model, null, async (page, checkpoint, browser) => {
    const result = await page.evaluate((job) => window.plumbline.bench(job), { checkpoint, request });
    if (!result.ok) throw new Stop(result.failure.message);
    return { ...result.value, browser: browser.version(), driver: driver(), commit: commit() };
  });
  mkdirSync(path.dirname(out), { recursive: true });
  writeFileSync(`${out}.part`, `${JSON.stringify(report, null, 2)}\n`);
  renameSync(`${out}.part`, out);
  const { vendor, architecture } = report.adapter;
  console.log(`${report.driver ?? `${vendor} ${architecture}`}, Chromium ${report.browser}, ${report.model.name}`);
  console.log(benchTables(report));
});
