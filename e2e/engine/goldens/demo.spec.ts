import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { layerStages } from '../../../src/vocabulary/stages.ts';
import { relativeRmsError } from '../../../src/numerics/compare.ts';
import { readSafetensors } from '../../../tools/lib/safetensors_reader.ts';
import { demo, test } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';
import { goldenFolder } from '../../tools.ts';

type Figures = Record<'mean' | 'std' | 'rms' | 'absmax', number>;

/** As tools/demo-model/goldens.py writes them. */
interface Goldens {
  prompts: { name: string; text: string; tokens: number[]; generated: number[]; stages: Record<string, Figures> }[];
}

// On the CPU adapter (Chromium 156) the largest relative error of a tensor of the three prompts is 4.8e-7, that of a
// figure 1.1e-6. The goldens themselves are float32.
const tensorTolerance = 5e-6;
const figureTolerance = 1e-5;

const folder = goldenFolder('demo');
const { prompts } = JSON.parse(await readFile(path.join(folder, 'goldens.json'), 'utf8')) as Goldens;
const goldenTensors = await readSafetensors(path.join(folder, 'goldens.safetensors'));

const compared = ['L0.k_norm', 'L2.mlp_residual', 'final_norm', 'logits'];

// HELD_OUT=all takes the long one, too.
const chosen = prompts.filter(({ name }) => name !== 'story' || process.env.HELD_OUT === 'all');

for (const { name, text, tokens, generated, stages } of chosen) {
  test(`the demo computes and says what transformers does: ${name}`, async ({ engine }) => {
    await engine.load(demo);
    const { report, tensors: traced } = await engine.trace({ prompt: { text }, generate: generated.length }, compared);
    expect(report.tokens).toEqual(tokens);
    expect(report.generated.ids).toEqual(generated);

    // By name, so that a stage that is missing on either side is a failure.
    expect(report.stages).toHaveLength(Object.keys(stages).length);
    expect(report.stages).toHaveLength(report.model.config.layers * layerStages.length + 3);
    const figures = report.stages.flatMap((traced) => {
      const stage = traced.layer === null ? traced.stage : `L${traced.layer}.${traced.stage}`;
      const golden = stages[stage]!;
      return (['mean', 'std', 'rms', 'absmax'] as const).map((figure) => ({
        name: `${stage} ${figure}`,
        // A mean near zero is as exact as the values it is taken over.
        error: Math.abs(traced[figure] - golden[figure]) / (figure === 'mean' ? golden.rms : golden[figure]),
      }));
    });
    expect(report.stages.filter(({ nan, inf }) => nan + inf > 0)).toEqual([]);

    const tensors = await Promise.all(
      compared.map(async (stage) => {
        const golden = (await goldenTensors.get(`${name}.${stage}`)!.read()) as Float32Array;
        const values = traced.get(stage)!;
        // The golden logits are those of the last token only.
        return { name: stage, error: relativeRmsError(values.slice(-golden.length), golden) };
      }),
    );
    for (const rows of [figures, tensors]) rows.sort((a, b) => b.error - a.error);
    const worst = [figures[0]!, tensors[0]!].map((row) => `${row.name} ${row.error.toExponential(1)}`);
    console.log(`  ${name}, ${tokens.length} tokens, the worst figure and tensor: ${worst.join(', ')}`);
    expect(figures.filter(({ error }) => !(error <= figureTolerance))).toEqual([]);
    expect(tensors.filter(({ error }) => !(error <= tensorTolerance))).toEqual([]);
  });
}
