import path from 'node:path';
import { layerStages } from '../src/vocabulary/stages.ts';
import { relativeRmsError } from '../src/numerics/compare.ts';
import { compareGoldens, goldenTolerance, worstOfEachStage } from '../tools/lib/compare_goldens.ts';
import { readSafetensors } from '../tools/lib/safetensors_reader.ts';
import { withTracer } from './fixtures/tracer.ts';
import { expect, test } from './test.ts';
import { goldenFolder, goldenNames, readIds } from './tools.ts';
import { placeholderPrompt } from '../src/vocabulary/placeholder_prompt.ts';

/** Chunks for fused kernels: a trace in chunks of 7 ends with one token, those of 1 are all decoding. */
const fusedChunks: Record<string, number[]> = {
  'tied-f32': [64],
  'untied-bf16': [64],
  'odd-bf16': [7, 1],
  'odd-f16': [7],
};

for (const name of goldenNames) {
  test(`${name}: stages agree with transformers, by the reference and by fused kernels`, async () => {
    const golden = path.join(goldenFolder(name), 'goldens.safetensors');
    const [tokens, generated] = [await readIds(golden, 'tokens'), await readIds(golden, 'generated')];
    const prompt = ['--tokens', tokens.join(), '--generate', `${generated.length}`];
    await withTracer(goldenFolder(name), test.info().outputDir, async (trace) => {
      const plain = await trace(...prompt);
      expect(plain.report.tokens).toEqual(tokens);
      expect(plain.report.generated.ids).toEqual(generated);
      const { layers } = plain.report.model.config;
      const reference = await compareGoldens(plain.tensors, golden);
      const rows = worstOfEachStage(reference.errors).map(
        (row) => `  ${row.name.padEnd(18)} ${row.error.toExponential(2)}`,
      );
      console.log(`${name}: rms(error) / rms(golden), the worst layer of each stage\n${rows.join('\n')}`);
      expect(reference.absent).toEqual([]);
      expect(reference.errors.length).toBe(layers * layerStages.length + 3);
      expect(reference.errors.filter(({ error }) => !(error <= goldenTolerance))).toEqual([]);
      expect(reference.differentIds).toEqual([]);

      for (const chunk of fusedChunks[name]!) {
        const { report, tensors } = await trace(...prompt, '--kernels', 'fused', '--chunk', `${chunk}`);
        expect(report.generated.ids).toEqual(generated);
        expect(Object.values(report.program)).not.toContain('reference');
        const { errors, differentIds } = await compareGoldens(tensors, golden);
        console.log(`  fused in chunks of ${chunk}: ${errors[0]!.name} ${errors[0]!.error.toExponential(2)}`);
        // embed and logits, and of every layer at least q, k, v, attn_residual, swiglu and mlp_residual.
        expect(errors.length).toBeGreaterThanOrEqual(layers * 6 + 2);
        expect(errors.filter(({ error }) => !(error <= goldenTolerance))).toEqual([]);
        expect(differentIds).toEqual([]);
      }
    });
  });
}

test('a prompt of 40 tokens gives the same logits in one chunk, in chunks of 7 and one by one', async () => {
  const tokens = placeholderPrompt(40, 500).join();
  await withTracer(goldenFolder('untied-bf16'), test.info().outputDir, async (trace) => {
    const runs = [];
    for (const chunk of ['40', '7', '1']) {
      const { report, tensors } = await trace('--tokens', tokens, '--generate', '12', '--chunk', chunk);
      const logits = await (await readSafetensors(tensors)).get('logits')!.read();
      runs.push({ logits: logits as Float32Array, generated: report.generated.ids });
    }
    const [whole, ...chunked] = runs;
    expect(whole!.logits.length).toBe(40 * 768);
    for (const { logits, generated } of chunked) {
      expect(relativeRmsError(logits, whole!.logits)).toBeLessThanOrEqual(1e-5);
      expect(generated).toEqual(whole!.generated);
    }
  });
});
