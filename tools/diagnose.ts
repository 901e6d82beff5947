import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { faults } from '../src/kernels/variants/faults/catalogue.ts';
import { adapterName } from '../src/share/adapter_name.ts';
import { specOf } from '../src/share/record.ts';
import { answer, compareRuns } from '../src/share/reproduction.ts';
import { requestOf } from '../src/share/rerun.ts';
import type { Diagnosis, DiagnosisRequest, WeightChoice } from '../src/worker/api.ts';
import { runMain, Stop } from './bootstrap/process.mjs';
import { parseOptions } from './diagnose/options.ts';
import { findingIn, folderFor, writePicture } from './diagnose/picture.ts';
import { withHeadlessPage } from './lib/headless_page.ts';

/** The exit code of a diagnosis that found a step to be wrong, or another than was recorded; 1 is a call that failed. */
const foundBad = 2;

interface Run {
  model: string;
  weights: WeightChoice;
  request: DiagnosisRequest;
  /** The JSON file and the PNG to write. */
  out: string | null;
  picture: string | null;
}

async function run({ model, weights, request, out, picture }: Run): Promise<Diagnosis> {
  const diagnosis = await withHeadlessPage(model, null, async (page, checkpoint) => {
    const result = await page.evaluate((job) => window.plumbline.diagnose(job), { checkpoint, weights, request });
    if (!result.ok) throw new Stop(result.failure.message);
    if (picture !== null) {
      mkdirSync(path.dirname(picture), { recursive: true });
      await writePicture(page, result.value, { file: picture, model, weights, prompt: request.prompt });
    }
    return result.value;
  });
  if (out !== null) {
    mkdirSync(path.dirname(out), { recursive: true });
    writeFileSync(`${out}.part`, `${JSON.stringify(diagnosis, null, 2)}\n`);
    renameSync(`${out}.part`, out);
  }
  return diagnosis;
}

/** Runs again what a picture carries, and says whether it came out the same. */
async function reproduce(
  from: string,
  given: Omit<Run, 'request' | 'model' | 'weights'> & { model: string | undefined },
) {
  const finding = await findingIn(from);
  const { diagnosis: recorded, weights } = finding;
  const model = folderFor(finding, given.model);
  const spec = specOf(finding);
  const request = requestOf(spec, '', recorded.model.config.vocabSize);
  const here = await run({ ...given, model, weights, request });
  if (here.model.hash !== recorded.model.hash) {
    throw new Stop(
      `--model ${model}: its content is ${here.model.hash.slice(0, 12)}, and the picture is of ${recorded.model.hash.slice(0, 12)}; give that checkpoint.`,
    );
  }
  const reproduction = compareRuns(recorded, here, spec.prompt.show === 'shown');
  console.log(answer(reproduction, adapterName(here.adapter)));
  return reproduction.first || !reproduction.sameVerdict ? foundBad : 0;
}

await runMain(async () => {
  const options = parseOptions(process.argv.slice(2));
  if (options.do === 'list') {
    console.log(
      JSON.stringify(
        faults.map(({ name, title, step, story }) => ({ name, title, step, story })),
        null,
        2,
      ),
    );
    return 0;
  }
  if (options.do === 'reproduce') return reproduce(options.from, options);
  const { verdict } = await run(options);
  console.log(verdict.text);
  return verdict.status === 'bad' ? foundBad : 0;
});
