import { existsSync } from 'node:fs';
import path from 'node:path';
import { runMain, Stop } from '../bootstrap/process.mjs';
import { compareGoldens, worstOfEachStage } from '../lib/compare_goldens.ts';
import { stopIfRefused } from '../lib/refusals.ts';

/** The exit code when a trace differs from the goldens. 1 means that the command failed. */
const different = 2;

await runMain(async () => {
  const [traceFolder, goldenFile, ...rest] = process.argv.slice(2);
  if (!traceFolder || !goldenFile || rest.length > 0) throw new Stop('usage: compare-goldens TRACE_DIR GOLDEN_FILE');
  const tracedFile = path.join(traceFolder, 'tensors.safetensors');
  if (!existsSync(tracedFile)) throw new Stop(`${tracedFile}: no such file, run trace with --tensors.`);
  if (!existsSync(goldenFile))
    throw new Stop(`${goldenFile}: no such file, give the goldens of the traced checkpoint.`);

  const { errors, means, absent, differentIds, tolerances } = await stopIfRefused(() =>
    compareGoldens(tracedFile, goldenFile),
  );
  if (errors.length > 0) console.log('stage, in its worst layer   rms(error) / rms(golden)');
  for (const { name, error } of worstOfEachStage(errors)) console.log(`${name.padEnd(27)} ${error.toExponential(2)}`);
  const bad = errors.filter(({ error }) => !(error <= tolerances.stage));
  console.log(`${errors.length} stages compared, ${bad.length} above ${tolerances.stage}`);
  means?.forEach(({ known, here }, row) =>
    console.log(`${`mean logits, row ${row}`.padEnd(27)} ${here.toFixed(4)}, known ${known.toFixed(4)}`),
  );
  const off = means?.filter((mean) => mean.bad) ?? [];
  if (means) console.log(`${means.length} means compared, ${off.length} off by more than ${tolerances.mean}`);
  if (absent.length > 0)
    console.log(`${absent.length} tensors were not traced, as stages inside fused kernels are not`);
  console.log(differentIds.length === 0 ? 'the ids are equal' : `the ids differ: ${differentIds.join(', ')}`);
  const compared = errors.length + (means?.length ?? 0);
  return bad.length + off.length + differentIds.length === 0 && compared > 0 ? 0 : different;
});
