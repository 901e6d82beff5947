import { relativeRmsError } from '../../../src/numerics/compare.ts';
import { uniformProgram } from '../../../src/vocabulary/program.ts';
import { golden, test, valueOf } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';

/** An element is off by at most half a unit of f16. */
const roundedTo = 2 ** -11;
/** Random weights with K gains above 100 make much of little: 5.9e-3 on the CPU adapter (Chromium 156), where the demo has 2e-4. */
const logitsBound = 2e-2;

test('a cache in f16 takes half the memory, rounds, and its kernels are found right, or wrong by name', async ({
  engine,
}) => {
  const run = { prompt: { tokens: Array.from({ length: 40 }, (_, i) => (i * 331 + 7) % 500) }, generate: 4 };
  const logitsOf = async (kernels: 'reference' | 'fused') => {
    const { report, tensors } = await engine.trace({ ...run, program: uniformProgram(kernels) }, ['logits']);
    return { cache: report.model.cache, ids: report.generated.ids, logits: tensors.get('logits')! };
  };
  const exactly = (await engine.load(golden('odd-bf16')))!;
  expect(exactly.cache).toEqual({ type: 'f32', error: null });
  expect(exactly.kvBytesPerToken.f16).toBe(exactly.kvBytesPerToken.f32 / 2);
  const inF32 = await logitsOf('reference');

  const { cache } = (await engine.load(golden('odd-bf16'), 'stored', 1, 'f16'))!;
  console.log(`  ${JSON.stringify(cache.error)}`);
  expect(cache.error!.keys).toBeGreaterThan(0);
  expect(Math.max(cache.error!.keys, cache.error!.values)).toBeLessThan(roundedTo);
  expect(cache.error!.logits).toBeLessThan(logitsBound);
  const [reference, fused] = [await logitsOf('reference'), await logitsOf('fused')];
  expect(reference.cache).toEqual(cache);
  expect(reference.ids).toEqual(inF32.ids);
  expect(fused.ids).toEqual(inF32.ids);
  const rounding = relativeRmsError(reference.logits, inF32.logits);
  const between = relativeRmsError(fused.logits, reference.logits);
  console.log(`  logits of 40 tokens: f16 ${rounding.toExponential(1)} from f32, fused ${between.toExponential(1)}`);
  expect(rounding).toBeLessThan(logitsBound);
  expect(between).toBeLessThan(rounding / 20);

  const request = { prompt: null, program: uniformProgram('fused'), bisect: false };
  const clean = valueOf(await engine.diagnose({ ...request, fault: null }));
  expect(clean.verdict.status).toBe('pass');
  expect(clean.reference!.stages.filter(({ bad }) => bad)).toEqual([]);
  const name = 'stale_cache_read';
  const { verdict } = valueOf(await engine.diagnose({ ...request, fault: { name, layer: 1 } }));
  expect(verdict).toMatchObject({ step: 'attention', layer: 1, resembles: name });
});
