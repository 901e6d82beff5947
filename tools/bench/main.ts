import { execFileSync } from 'node:child_process';
import { adapterName } from '../../src/findings/copy/adapter.ts';
import { benchTables } from '../../src/findings/copy/bench_report.ts';
import { recordBench } from '../../src/findings/record.ts';
import { parseOptions } from './options.ts';
import { root, runMain, Stop } from '../bootstrap/process.mjs';
import { graphicsDriver } from '../lib/driver.ts';
import { withHeadlessPage } from '../lib/headless_page.ts';
import { writeJson } from '../lib/output.ts';
import { circumstances, writePicture } from '../lib/picture.ts';

/** The commit that was timed, and whether the working tree differs from it. Null outside a git checkout. */
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

await runMain(async () => {
  const { model, weights, cache, out, picture, request } = parseOptions(process.argv.slice(2));
  const report = await withHeadlessPage(model, null, async (page, checkpoint, browser) => {
    const result = await page.evaluate((job) => window.plumbline.bench(job), { checkpoint, weights, cache, request });
    if (!result.ok) throw new Stop(result.failure.message);
    if (picture !== null) {
      const bench = { request, report: result.value };
      await writePicture(page, recordBench(bench, circumstances(page, model)), picture);
    }
    return { ...result.value, browser: browser.version(), driver: graphicsDriver(), commit: commit() };
  });
  writeJson(out, report);
  const driver = report.driver ? `driver ${report.driver}` : 'driver unknown';
  const machine = `${adapterName(report.adapter)}, ${driver}, Chromium ${report.browser}`;
  console.log(`${machine}, ${report.model.name}, weights ${weights}, KV cache ${cache}`);
  console.log(benchTables(report));
});
