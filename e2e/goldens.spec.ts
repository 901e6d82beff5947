import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { layerStages } from '../src/model/stages.ts';
import { relativeRmsError } from '../src/numerics/compare.ts';
import type { TraceReport } from '../src/worker/api.ts';
import { compareGoldens, goldenTolerance, worstOfEachStage } from '../tools/lib/compare_goldens.ts';
import { readSafetensors } from '../tools/lib/safetensors_reader.ts';
import { expect, test } from './test.ts';
import { goldenFolder, goldenNames, readIds, runTraceTool } from './trace_tool.ts';

for (const name of goldenNames) {
  test(`${name}: every stage of every layer agrees with transformers`, async () => {
    const golden = path.join(goldenFolder(name), 'goldens.safetensors');
    const [tokens, generated] = [await readIds(golden, 'tokens'), await readIds(golden, 'generated')];
    const out = test.info().outputPath('trace');
    const model = ['--model', goldenFolder(name), '--tokens', tokens.join(), '--generate', `${generated.length}`];
    const { stderr, exitCode } = await runTraceTool([...model, '--tensors', '--out', out]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });

    const report = JSON.parse(await readFile(path.join(out, 'trace.json'), 'utf8')) as TraceReport;
    expect(report.tokens).toEqual(tokens);
    expect(report.generated.ids).toEqual(generated);

    const { errors, absent, differentIds } = await compareGoldens(path.join(out, 'tensors.safetensors'), golden);
    const rows = worstOfEachStage(errors).map((row) => `  ${row.name.padEnd(18)} ${row.error.toExponential(2)}`);
    console.log(`${name}: rms(error) / rms(golden), the worst layer of each stage\n${rows.join('\n')}`);
    expect(absent).toEqual([]);
    expect(errors.length).toBe(report.model.config.layers * layerStages.length + 3);
    expect(errors.filter(({ error }) => !(error <= goldenTolerance))).toEqual([]);
    expect(differentIds).toEqual([]);
  });
}

/** A trace in chunks of 7 ends with one token; those of 1 are all decoding. */
const fusedRuns = [
  ['tied-f32', 64],
  ['untied-bf16', 64],
  ['odd-f16', 7],
  ['odd-bf16', 7],
  ['odd-bf16', 1],
] as const;

for (const [name, chunk] of fusedRuns) {
  test(`${name}: fused kernels in chunks of ${chunk} agree with transformers at every boundary`, async () => {
    const golden = path.join(goldenFolder(name), 'goldens.safetensors');
    const [tokens, generated] = [await readIds(golden, 'tokens'), await readIds(golden, 'generated')];
    const out = test.info().outputPath('trace');
    const model = ['--model', goldenFolder(name), '--tokens', tokens.join(), '--generate', `${generated.length}`];
    const how = ['--kernels', 'fused', '--chunk', `${chunk}`, '--tensors', '--out', out];
    const { stderr, exitCode } = await runTraceTool([...model, ...how]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });

    const report = JSON.parse(await readFile(path.join(out, 'trace.json'), 'utf8')) as TraceReport;
    expect(report.generated.ids).toEqual(generated);
    expect(Object.values(report.program)).not.toContain('reference');
    const { errors, differentIds } = await compareGoldens(path.join(out, 'tensors.safetensors'), golden);
    // embed and logits, and of every layer at least q, k, v, attn_residual, swiglu and mlp_residual.
    expect(errors.length).toBeGreaterThanOrEqual(report.model.config.layers * 6 + 2);
    expect(errors.filter(({ error }) => !(error <= goldenTolerance))).toEqual([]);
    expect(differentIds).toEqual([]);
  });
}

test('a prompt of 40 tokens gives the same logits in one chunk, in chunks of 7 and one by one', async () => {
  const tokens = Array.from({ length: 40 }, (_, i) => (i * 7919 + 13) % 500).join();
  const runs = [];
  for (const chunk of ['40', '7', '1']) {
    const out = test.info().outputPath(chunk);
    const model = ['--model', goldenFolder('untied-bf16'), '--tokens', tokens, '--generate', '12', '--chunk', chunk];
    const { stderr, exitCode } = await runTraceTool([...model, '--tensors', '--out', out]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    const file = path.join(out, 'tensors.safetensors');
    const logits = await (await readSafetensors(file)).get('logits')!.read();
    runs.push({ logits: logits as Float32Array, generated: await readIds(file, 'generated') });
  }
  const [whole, ...chunked] = runs;
  expect(whole!.logits.length).toBe(40 * 768);
  for (const { logits, generated } of chunked) {
    expect(relativeRmsError(logits, whole!.logits)).toBeLessThanOrEqual(1e-5);
    expect(generated).toEqual(whole!.generated);
  }
});
