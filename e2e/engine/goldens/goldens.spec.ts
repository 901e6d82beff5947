import path from 'node:path';
import { relativeRmsError } from '../../../src/numerics/compare.ts';
import { placeholderPrompt } from '../../../src/vocabulary/placeholder_prompt.ts';
import { uniformProgram } from '../../../src/vocabulary/program.ts';
import { layerStages } from '../../../src/vocabulary/stages.ts';
import { compareGoldens, goldenTolerance, worstOfEachStage } from '../../../tools/lib/compare_goldens.ts';
import { golden, test, tracedTo } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';
import { goldenFolder, goldenNames, readIds } from '../../tools.ts';

/** Chunks for fused kernels: a trace in chunks of 7 ends with one token, one in chunks of 1 only decodes. */
const fusedChunks: Record<string, number[]> = {
  'tied-f32': [64],
  'untied-bf16': [64],
  'odd-bf16': [7, 1],
  'odd-f16': [7],
  'yarn-bf16': [7],
};

for (const name of goldenNames) {
  test(`${name}: stages agree with transformers, by the reference and by fused kernels`, async ({ engine }) => {
    const goldenFile = path.join(goldenFolder(name), 'goldens.safetensors');
    const [tokens, generated] = [await readIds(goldenFile, 'tokens'), await readIds(goldenFile, 'generated')];
    const prompt = { prompt: { tokens }, generate: generated.length };
    await engine.load(golden(name));
    const plain = await tracedTo(test.info().outputPath('reference'), engine, prompt);
    expect(plain.report.tokens).toEqual(tokens);
    expect(plain.report.generated.ids).toEqual(generated);
    const { layers } = plain.report.model.config;
    const reference = await compareGoldens(plain.file, goldenFile);
    const rows = worstOfEachStage(reference.errors).map(
      (row) => `  ${row.name.padEnd(18)} ${row.error.toExponential(2)}`,
    );
    console.log(`${name}: rms(error) / rms(golden), the worst layer of each stage\n${rows.join('\n')}`);
    expect(reference.absent).toEqual([]);
    expect(reference.errors.length).toBe(layers * layerStages.length + 3);
    expect(reference.errors.filter(({ error }) => !(error <= goldenTolerance))).toEqual([]);
    expect(reference.differentIds).toEqual([]);

    for (const chunk of fusedChunks[name]!) {
      const fused = { ...prompt, program: uniformProgram('fused'), chunk };
      const { report, file } = await tracedTo(test.info().outputPath(`fused-${chunk}`), engine, fused);
      expect(report.generated.ids).toEqual(generated);
      expect(Object.values(report.program)).not.toContain('reference');
      const { errors, differentIds } = await compareGoldens(file, goldenFile);
      console.log(`  fused in chunks of ${chunk}: ${errors[0]!.name} ${errors[0]!.error.toExponential(2)}`);
      // embed and logits, and of every layer at least q, k, v, attn_residual, swiglu and mlp_residual.
      expect(errors.length).toBeGreaterThanOrEqual(layers * 6 + 2);
      expect(errors.filter(({ error }) => !(error <= goldenTolerance))).toEqual([]);
      expect(differentIds).toEqual([]);
    }
  });
}

test('a prompt of 40 tokens gives the same logits in one chunk, in chunks of 7 and one by one', async ({ engine }) => {
  const tokens = placeholderPrompt(40, 500);
  await engine.load(golden('untied-bf16'));
  const runs = [];
  for (const chunk of [40, 7, 1]) {
    const { report, tensors } = await engine.trace({ prompt: { tokens }, generate: 12, chunk }, ['logits']);
    runs.push({ logits: tensors.get('logits')!, generated: report.generated.ids });
  }
  const [whole, ...chunked] = runs;
  expect(whole!.logits.length).toBe(40 * 768);
  for (const { logits, generated } of chunked) {
    expect(relativeRmsError(logits, whole!.logits)).toBeLessThanOrEqual(1e-5);
    expect(generated).toEqual(whole!.generated);
  }
});
