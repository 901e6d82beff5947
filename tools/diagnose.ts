import { diagnosisAnswer } from '../src/findings/copy/diagnosis.ts';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { faults } from '../src/kernels/variants/faults/catalogue.ts';
import { adapterName } from '../src/findings/copy/adapter.ts';
import { recordDiagnosis } from '../src/findings/record.ts';
import { compareRuns } from '../src/findings/diagnosis/reproduction.ts';
import { requestOf } from '../src/findings/rerun.ts';
import type { Diagnosis, DiagnosisRequest, WeightChoice } from '../src/worker/api.ts';
import { runMain, Stop } from './bootstrap/process.mjs';
import { parseOptions } from './diagnose/options.ts';
import { stageTable } from './diagnose/stage_table.ts';
import { folderFor, readFrom, vocabularyOf } from './diagnose/from.ts';
import { withHeadlessPage } from './lib/headless_page.ts';
import { circumstances, writePicture } from './lib/picture.ts';

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
      const { prompt } = request;
      const promptText = prompt && 'text' in prompt ? prompt.text : null;
      const about = { ...circumstances(page, model), weights, promptText };
      await writePicture(page, recordDiagnosis(result.value, about, 'shown'), picture);
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
  const { spec, recorded } = await readFrom(from);
  const model = folderFor(spec, given.model);
  const request = requestOf(spec, '', recorded?.model.config.vocabSize ?? vocabularyOf(model));
  const here = await run({ ...given, model, weights: spec.weights, request });
  if (here.model.hash !== spec.model.hash) {
    throw new Stop(
      `--model ${model}: its content is ${here.model.hash.slice(0, 12)}, and the picture is of ${spec.model.hash.slice(0, 12)}; give that checkpoint.`,
    );
  }
  if (!recorded) {
    console.log(here.verdict.text);
    console.log('Of the picture only its code is left: what came of the run there is not known, nor compared.');
    return here.verdict.status === 'bad' ? foundBad : 0;
  }
  const reproduction = compareRuns(recorded, here, spec.prompt.show === 'shown');
  console.log(stageTable(reproduction.stages));
  console.log(diagnosisAnswer(reproduction, adapterName(here.adapter)));
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
