import { divergence } from '../../../src/numerics/divergence.ts';
import type { WeightChoice } from '../../../src/worker/api.ts';
import { compareGoldens, goldenTolerance } from '../../../tools/lib/compare_goldens.ts';
import { uniformProgram, type KernelSet } from '../../../src/vocabulary/program.ts';
import { demo, test, tracedTo } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';

const prompt =
  '<|im_start|>user\nWhat do you get when you add thirty-seven and forty-five, and which day comes after Wednesday?<|im_end|>\n<|im_start|>assistant\n';

interface Bound {
  /** Bytes on the GPU, as a share of the stored ones. */
  size: number;
  /** rms(error) / rms(stored) over all weights. */
  error: number;
  /** KL in nats. */
  mean: number;
  max: number;
  sameTop: number;
}

/**
 * Two to three times what was measured on the CPU adapter (Chromium 156) over the 34 tokens of the prompt: 8-bit mean 6.4e-4,
 * max 3.2e-3, first choice 100% the same, relative error of the weights 0.56% in 0.531 of the bytes; 4-bit 5.6e-2, 0.23, 88%,
 * 6.8% in 0.310.
 */
const bounds: Record<Exclude<WeightChoice, 'stored'>, Bound> = {
  '8-bit': { size: 0.54, error: 0.007, mean: 2e-3, max: 1e-2, sameTop: 0.9 },
  '4-bit': { size: 0.32, error: 0.08, mean: 0.15, max: 0.6, sameTop: 0.75 },
};

// WEIGHTS=all npm run e2e -- e2e/engine/goldens/quantised.spec.ts. The 4-bit run covers 8 bits as well, in the embedding.
const choices = (Object.keys(bounds) as (keyof typeof bounds)[]).filter(
  (choice) => choice === '4-bit' || process.env.WEIGHTS === 'all',
);

for (const choice of choices) {
  const bound = bounds[choice];
  test(`${choice} weights move the odds of the next token as little as was measured`, async ({ engine }) => {
    await engine.load(demo);
    const stored = await engine.trace({ prompt: { text: prompt } }, ['logits']);
    const { hash, weights, config } = stored.report.model;
    expect(weights).toEqual({ choice: 'stored', bytes: expect.any(Number), error: null });
    await engine.load(demo, choice);
    const run = (kernels: KernelSet) => {
      const request = { prompt: { text: prompt }, program: uniformProgram(kernels), generate: 8 };
      return tracedTo(test.info().outputPath(kernels), engine, request);
    };
    const quantised = await run('reference');
    const { model, tokens } = quantised.report;
    const { bytes, error } = model.weights;
    const far = divergence(stored.tensors.get('logits')!, quantised.tensors.get('logits')!, config.vocabSize);
    const [mean, p999, max] = [far.mean, far.p999, far.max].map((nats) => nats.toExponential(2));
    console.log(
      `  ${(bytes / 1e6).toFixed(2)} MB of ${(weights.bytes / 1e6).toFixed(2)}, weights ${(100 * error!.overall).toFixed(2)}% off; ` +
        `KL over ${far.tokens} tokens: mean ${mean}, p99.9 ${p999}, max ${max} nats; same first choice ${(100 * far.sameTop).toFixed(1)}%`,
    );
    expect(model).toMatchObject({ hash, weights: { choice } });
    expect(bytes / weights.bytes).toBeLessThan(bound.size);
    expect(error!.overall).toBeLessThan(bound.error);
    expect(far.tokens).toBe(tokens.length);
    expect(far.mean).toBeLessThan(bound.mean);
    expect(far.max).toBeLessThan(bound.max);
    expect(far.sameTop).toBeGreaterThanOrEqual(bound.sameTop);

    const fused = await run('fused');
    expect(Object.values(fused.report.program)).not.toContain('reference');
    expect(fused.report.model.weights).toEqual(model.weights);
    const { errors, differentIds } = await compareGoldens(fused.file, quantised.file);
    console.log(`  fused and reference differ most in ${errors[0]!.name}: ${errors[0]!.error.toExponential(1)}`);
    expect(errors.length).toBeGreaterThanOrEqual(config.layers * 6 + 2);
    expect(errors.filter((stage) => !(stage.error <= goldenTolerance))).toEqual([]);
    expect(differentIds).toEqual([]);
  });
}
