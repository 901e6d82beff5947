import { diagnosisAnswer } from '../../src/findings/copy/diagnosis.ts';
import { faults } from '../../src/kernels/variants/catalogue.ts';
import { adapterName } from '../../src/findings/copy/adapter.ts';
import { recordDiagnosis } from '../../src/findings/record.ts';
import { compareRuns } from '../../src/findings/diagnosis/reproduction.ts';
import { requestOf } from '../../src/findings/rerun.ts';
import type { CacheType, Diagnosis, DiagnosisRequest, WeightChoice } from '../../src/worker/api.ts';
import { runMain, Stop } from '../bootstrap/process.mjs';
import { parseOptions } from './options.ts';
import { stageTable } from './stage_table.ts';
import { folderFor, readFrom, vocabularyOf } from './from.ts';
import { withHeadlessPage } from '../lib/headless_page.ts';
import { writeJson } from '../lib/output.ts';
import { circumstances, writePicture } from '../lib/picture.ts';
import { faultStory, faultTitle } from '../../src/findings/copy/fault.ts';

/** The exit code when a step is wrong, or when a picture is not reproduced. 1 means that the command failed. */
const foundBad = 2;

interface Run {
  model: string;
  weights: WeightChoice;
  cache: CacheType;
  request: DiagnosisRequest;
  /** The JSON file and the PNG to write. */
  out: string | null;
  picture: string | null;
}

async function run({ model, weights, cache, request, out, picture }: Run): Promise<Diagnosis> {
  const diagnosis = await withHeadlessPage(model, null, async (page, checkpoint) => {
    const job = { checkpoint, weights, cache, request };
    const result = await page.evaluate((job) => window.plumbline.diagnose(job), job);
    if (!result.ok) throw new Stop(result.failure.message);
    if (picture !== null) {
      const { prompt } = request;
      const promptText = prompt && 'text' in prompt ? prompt.text : null;
      const about = { ...circumstances(page, model), weights, cache, promptText };
      await writePicture(page, recordDiagnosis(result.value, about, 'shown'), picture);
    }
    return result.value;
  });
  if (out !== null) writeJson(out, diagnosis);
  return diagnosis;
}

/** Runs the diagnosis in a picture again, and prints whether the result is the same. @returns the exit code */
async function reproduce(
  from: string,
  given: Omit<Run, 'request' | 'model' | 'weights' | 'cache'> & { model: string | undefined },
) {
  const { spec, recorded } = await readFrom(from);
  const model = folderFor(spec, given.model);
  const request = requestOf(spec, '', recorded?.model.config.vocabSize ?? vocabularyOf(model));
  const here = await run({ ...given, model, weights: spec.weights, cache: spec.cache, request });
  if (here.model.hash !== spec.model.hash) {
    throw new Stop(
      `--model ${model}: its content is ${here.model.hash.slice(0, 12)}, but the picture is of ${spec.model.hash.slice(0, 12)}; give that checkpoint.`,
    );
  }
  if (!recorded) {
    console.log(here.verdict.text);
    console.log("Only the picture's code is left, so there is no recorded result to compare with.");
    return here.verdict.status === 'pass' ? 0 : foundBad;
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
        faults.map(({ name, step }) => ({ name, title: faultTitle(name), step, story: faultStory(name) })),
        null,
        2,
      ),
    );
    return 0;
  }
  if (options.do === 'reproduce') return reproduce(options.from, options);
  const { verdict } = await run(options);
  console.log(verdict.text);
  return verdict.status === 'pass' ? 0 : foundBad;
});
