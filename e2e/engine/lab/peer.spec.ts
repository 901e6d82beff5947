import { uniformProgram } from '../../../src/vocabulary/program.ts';
import type { PeerRow } from '../../../src/worker/api.ts';
import { small, test, valueOf, type Engine } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';

const program = uniformProgram('fused');
const vocabulary = 512;
const of = { messages: [{ role: 'user' as const, content: 'What is this page?' }], thinking: false };

/** What another engine would tell of the ids: all logits of the reference, as log-probabilities, or the likeliest 20 of them. */
async function rowsOf(engine: Engine, ids: number[], first: number, top: number | null): Promise<PeerRow[]> {
  const { tensors } = await engine.trace({ prompt: { tokens: ids } }, ['logits']);
  const logits = tensors.get('logits')!;
  return ids.slice(first, -1).map((_, at) => {
    const position = first + at;
    const row = logits.subarray(position * vocabulary, (position + 1) * vocabulary);
    const largest = Math.max(...row);
    const shift = largest + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
    const logprobs = row.map((logit) => logit - shift);
    if (top === null) return { position, ids: null, logprobs, ceiling: 0 };
    const likeliest = [...logprobs.keys()].toSorted((a, b) => logprobs[b]! - logprobs[a]!).slice(0, top);
    return {
      position,
      ids: Int32Array.from(likeliest),
      logprobs: Float32Array.from(likeliest, (id) => logprobs[id]!),
      ceiling: logprobs[likeliest.at(-1)!]!,
    };
  });
}

test('the same ids are compared with what another engine tells of them, exactly or between bounds', async ({
  engine,
}) => {
  await engine.load(small, 'stored', 128);
  const { prompt, ids } = valueOf(await engine.continueGreedily({ of, tokens: 12, program }));
  expect(ids).toHaveLength(12);
  const all = [...prompt, ...ids];
  const first = prompt.length - 1;
  const whole = await rowsOf(engine, all, first, null);
  const exact = valueOf(await engine.compareRows({ ids: all, rows: whole, program }));
  expect(exact.positions.map(({ given }) => given.id)).toEqual(ids);
  // The tokens are the likeliest here, and so they are there: fused kernels differ from the reference by rounding.
  expect(exact.sameTop).toBe(1);
  expect(exact.kl.max.high).toBe(exact.kl.max.low);
  // Log-probabilities of about -6 are told in f32, which rounds them by up to 2.4e-7.
  expect(exact.kl.max.high).toBeLessThan(2.4e-7);

  const told = await rowsOf(engine, all, first, 20);
  const bounded = valueOf(await engine.compareRows({ ids: all, rows: told, program }));
  for (const { kl, untold } of bounded.positions) {
    expect(kl.low).toBeLessThanOrEqual(1e-9);
    expect(kl.high).toBeLessThan(20 * untold + 1e-6);
  }

  // Weights that are rounded to four bits are seen as such.
  await engine.load(small, '4-bit', 128);
  const rounded = valueOf(await engine.compareRows({ ids: all, rows: whole, program }));
  const boundedly = valueOf(await engine.compareRows({ ids: all, rows: told, program }));
  test
    .info()
    .annotations.push({ type: '4-bit', description: JSON.stringify([exact.kl, bounded.kl, rounded.kl, boundedly.kl]) });
  expect(boundedly.kl.mean.low).toBeLessThanOrEqual(rounded.kl.mean.low);
  expect(boundedly.kl.mean.high).toBeGreaterThanOrEqual(rounded.kl.mean.high);
  // 0.21 was measured, beside 1.2e-8 of fused kernels.
  expect(rounded.kl.mean.low).toBeGreaterThan(1e4 * exact.kl.mean.high);
});
