import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { faults } from '../src/kernels/variants/faults/catalogue.ts';
import { runMain, Stop } from './bootstrap/process.mjs';
import { parseOptions } from './diagnose/options.ts';
import { withHeadlessPage } from './lib/headless_page.ts';

/** The exit code of a diagnosis that found a step to be wrong; 1 is a call that could not be carried out. */
const foundBad = 2;

await runMain(async () => {
  const options = parseOptions(process.argv.slice(2));
  if (options.list) {
    console.log(
      JSON.stringify(
        faults.map(({ name, title, step, story }) => ({ name, title, step, story })),
        null,
        2,
      ),
    );
    return 0;
  }
  const { model, weights, out, request } = options;
  const diagnosis = await withHeadlessPage(model, null, async (page, checkpoint) => {
    const result = await page.evaluate((job) => window.plumbline.diagnose(job), { checkpoint, weights, request });
    if (!result.ok) throw new Stop(result.failure.message);
    return result.value;
  });
  mkdirSync(path.dirname(out), { recursive: true });
  writeFileSync(`${out}.part`, `${JSON.stringify(diagnosis, null, 2)}\n`);
  renameSync(`${out}.part`, out);
  console.log(diagnosis.verdict.text);
  return diagnosis.verdict.status === 'bad' ? foundBad : 0;
});
