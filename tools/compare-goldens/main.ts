import { existsSync } from 'node:fs';
import path from 'node:path';
import { runMain, Stop } from '../bootstrap/process.mjs';
import { compareGoldens, goldenTolerance, worstOfEachStage } from '../lib/compare_goldens.ts';

/** The exit code when a trace differs from the goldens. 1 means that the command failed. */
const different = 2;

await runMain(async () => {
  const [traceFolder, goldenFile, ...rest] = process.argv.slice(2);
  if (!traceFolder || !goldenFile || rest.length > 0) throw new Stop('usage: compare-goldens TRACE_DIR GOLDEN_FILE');
  const tracedFile = path.join(traceFolder, 'tensors.safetensors');
  if (!existsSync(tracedFile)) throw new Stop(`${tracedFile}: no such file, run trace with --tensors.`);
  if (!existsSync(goldenFile))
    throw new Stop(`${goldenFile}: no such file, give the goldens of the traced checkpoint.`);

  const { errors, absent, differentIds } = await compareGoldens(tracedFile, goldenFile);
  console.log('stage, in its worst layer   rms(error) / rms(golden)');
  for (const { name, error } of worstOfEachStage(errors)) console.log(`${name.padEnd(27)} ${error.toExponential(2)}`);
  const bad = errors.filter(({ error }) => !(error <= goldenTolerance));
  console.log(`${errors.length} stages compared, ${bad.length} above ${goldenTolerance}`);
  if (absent.length > 0) console.log(`${absent.length} stages lie inside fused kernels and were not traced`);
  console.log(differentIds.length === 0 ? 'the ids are equal' : `the ids differ: ${differentIds.join(', ')}`);
  return bad.length === 0 && errors.length > 0 && differentIds.length === 0 ? 0 : different;
});
