import path from 'node:path';
import { uniformProgram } from '../../../src/vocabulary/program.ts';
import { layerStages } from '../../../src/vocabulary/stages.ts';
import { root } from '../../../tools/bootstrap/process.mjs';
import { compareGoldens, goldenTolerance } from '../../../tools/lib/compare_goldens.ts';
import { writeComposite } from '../../fixtures/composite/checkpoint.ts';
import { compositeFormats } from '../../fixtures/composite/formats.ts';
import { test, tracedTo } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';

const made = path.join(root, 'build', 'made');
const layers = 2;
/** A prompt by the kernels for many tokens, and tokens by those for one. */
const run = { prompt: { tokens: [3, 1, 4, 1, 5, 9, 2, 6, 5] }, generate: 2 };

for (const [name, format] of Object.entries(compositeFormats)) {
  test(`${name}: every stage is what the decoded weights make of it`, async ({ engine }) => {
    const stored = `composite-${name.toLowerCase().replace(' ', '-')}`;
    const decoded = `${stored}-decoded`;
    await writeComposite(path.join(made, stored), path.join(made, decoded), format);
    await engine.load(`made/${decoded}`);
    const expected = await tracedTo(test.info().outputPath('decoded'), engine, run);
    await engine.load(`made/${stored}`);
    for (const set of ['reference', 'fused'] as const) {
      const program = uniformProgram(set);
      const { file, report } = await tracedTo(test.info().outputPath(set), engine, { ...run, program });
      expect(report.generated.ids).toEqual(expected.report.generated.ids);
      const { errors, differentIds } = await compareGoldens(file, expected.file);
      const [worst] = errors;
      test
        .info()
        .annotations.push({ type: `worst of ${set}`, description: `${worst!.name} ${worst!.error.toExponential(1)}` });
      // Fused: embed and logits, and of every layer at least q, k, v, attn_residual, swiglu and mlp_residual.
      const stages = set === 'reference' ? layers * layerStages.length + 3 : layers * 6 + 2;
      expect(errors.length).toBeGreaterThanOrEqual(stages);
      expect(errors.filter(({ error }) => !(error <= goldenTolerance))).toEqual([]);
      expect(differentIds).toEqual([]);
    }
  });
}
