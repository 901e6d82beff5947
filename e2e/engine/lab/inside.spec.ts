import path from 'node:path';
import { attentionScores, exact, matmul, rmsNorm } from '../../../src/kernels/oracle/float64.ts';
import { uniformProgram } from '../../../src/vocabulary/program.ts';
import { greedySettings } from '../../../src/vocabulary/sampling_settings.ts';
import type { AttentionReport, AttentionRequest, WatchReport, WatchRequest } from '../../../src/worker/api.ts';
import type { Result } from '../../../src/result.ts';
import { root } from '../../../tools/bootstrap/process.mjs';
import { readSafetensors } from '../../../tools/lib/safetensors_reader.ts';
import { demo, test, valueOf, type Engine } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';

const tolerance = 1e-5;
const text = 'user\nWhat is RMSNorm?\nassistant\nA norm';
const [layers, hidden, heads, kvHeads, headDim, eps] = [8, 256, 4, 2, 128, 1e-6];

/** Probabilities, in float64. */
function softmax(scores: ArrayLike<number>): Float64Array {
  const largest = Math.max(...Array.from(scores));
  const weights = Float64Array.from(scores, (score) => Math.exp(score - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

const watchAgain = (engine: Engine, request: WatchRequest): Promise<Result<WatchReport>> =>
  engine.page.evaluate(
    async (request): Promise<Result<WatchReport>> => window.harness.engine.watchAgain(request),
    request,
  );
const attend = (engine: Engine, request: AttentionRequest): Promise<Result<AttentionReport>> =>
  engine.page.evaluate(
    async (request): Promise<Result<AttentionReport>> => window.harness.engine.attentionMap(request),
    request,
  );

/** The error of shares that float64 has otherwise. */
const largest = (actual: ArrayLike<number>, expected: ArrayLike<number>) =>
  Array.from(expected).reduce((worst, share, at) => Math.max(worst, Math.abs(actual[at]! - share)), 0);

test('what layers would say and what heads attend to is what a trace says, by either set of kernels', async ({
  engine,
}) => {
  await engine.load(demo);
  const all = Array.from({ length: layers }, (_, layer) => layer);
  const wanted = all.flatMap((layer) => ['mlp_residual', 'q_rope', 'k_rope'].map((stage) => `L${layer}.${stage}`));
  const { report, tensors } = await engine.trace({ prompt: { text } }, wanted);
  const { tokens } = report;
  expect(report.model.config).toMatchObject({ layers, hiddenSize: hidden, heads, kvHeads, headDim, rmsNormEps: eps });
  const lastRow = (name: string, width: number) => tensors.get(name)!.slice(-width);
  const weights = await readSafetensors(path.join(root, 'public/models/demo/model.safetensors'));
  const gain = await weights.get('model.norm.weight')!.read();
  const embedding = await weights.get('model.embed_tokens.weight')!.read();
  const said = all.map((layer) => {
    const normed = rmsNorm(lastRow(`L${layer}.mlp_residual`, hidden), gain, eps, exact);
    return softmax(matmul(normed, embedding, hidden, exact));
  });
  const attended = all.flatMap((layer) => {
    const query = lastRow(`L${layer}.q_rope`, heads * headDim);
    const scores = attentionScores(query, tensors.get(`L${layer}.k_rope`)!, { heads, kvHeads, headDim }, exact);
    return Array.from({ length: heads }, (_, head) => {
      return softmax(scores.subarray(head * tokens.length, (head + 1) * tokens.length));
    });
  });

  for (const set of ['reference', 'fused'] as const) {
    const asked = { tokens, program: uniformProgram(set), fault: null };
    const { figures } = valueOf(await watchAgain(engine, { ...asked, from: tokens.length - 1, lensed: true }));
    const lens = figures.lens!;
    expect(lens.layers).toHaveLength(layers);
    const errors = lens.layers.map(({ likeliest, entropy }, layer) => {
      expect(likeliest).toHaveLength(5);
      const shares = said[layer]!;
      const ranked = shares.toSorted((a, b) => b - a);
      const nats = shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
      const own = likeliest.map(({ share }) => share);
      return Math.max(
        largest(own, ranked.subarray(0, 5)),
        largest(
          own,
          likeliest.map(({ id }) => shares[id]!),
        ),
        Math.abs(entropy - nats) / Math.max(1, nats),
      );
    });
    expect(Math.max(...errors)).toBeLessThanOrEqual(tolerance);

    const map = valueOf(await attend(engine, asked));
    expect(map).toMatchObject({ position: tokens.length - 1, set, layers, heads });
    expect(map.names).toHaveLength(tokens.length);
    const attentionErrors = attended.map((expected, row) =>
      largest(map.shares.subarray(row * tokens.length), expected),
    );
    expect(attentionErrors).toHaveLength(layers * heads);
    expect(Math.max(...attentionErrors)).toBeLessThanOrEqual(tolerance);
    const worst = `lens ${Math.max(...errors).toExponential(1)}, attention ${Math.max(...attentionErrors).toExponential(1)}`;
    const cost = `lens ${lens.gpuMs?.toFixed(2)} ms, attention ${map.gpuMs?.toFixed(2)} ms`;
    console.log(`  ${set}: ${worst}; ${cost}`);
  }
});

test('an answer has the lens of every token: what the last layer says is what comes', async ({ engine }) => {
  const messages = [{ role: 'user' as const, content: 'What is 47 + 38?' }];
  engine.forget();
  await engine.load(demo, 'stored', 128);
  await engine.configure({ watching: true, lensed: true });
  valueOf(await engine.prepare());
  const { result, events } = await engine.chat({ messages, thinking: false, sampling: greedySettings, maxTokens: 8 });
  valueOf(result);
  await engine.configure({});
  const ids = events.flatMap((event) => (event.type === 'text' ? event.ids : []));
  const lenses = events.flatMap((event) => (event.type === 'statistics' ? [event.figures.lens] : []));
  // Token 0 of the conversation is watched, too, without a lens.
  expect(lenses[0]).toBeNull();
  const taken = lenses.slice(1);
  expect(taken.length).toBeGreaterThan(3);
  taken.forEach((lens, n) => expect(lens!.layers.at(-1)!.likeliest[0]!.id).toBe(ids[n + 1]));
});

test('a map beyond the model is refused', async ({ engine }) => {
  await engine.load(demo, 'stored', 128);
  const tokens = Array.from({ length: 5000 }, () => 1);
  const refused = await attend(engine, { tokens, program: uniformProgram('fused'), fault: null });
  expect(refused).toMatchObject({ ok: false, failure: { kind: 'bad-request' } });
});
