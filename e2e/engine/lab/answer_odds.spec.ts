import { oddsOf, type Odds } from '../../../src/kernels/sample/oracle.ts';
import type { Result } from '../../../src/result.ts';
import { uniformProgram } from '../../../src/vocabulary/program.ts';
import { greedySettings } from '../../../src/vocabulary/sampling_settings.ts';
import type { AnswerOdds, SamplingSettings } from '../../../src/worker/api.ts';
import { demo, test, valueOf, type Engine } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';

const sampling: SamplingSettings = {
  temperature: 1.4,
  topK: 50,
  topP: 0.97,
  minP: 0.001,
  repetitionPenalty: 1.1,
  seed: 4,
};
const asked = { messages: [{ role: 'user' as const, content: 'Tell me a story.' }], thinking: false };
const program = uniformProgram('fused');

/** The ids of an answer, or of what follows `resume`. */
async function answerIds(engine: Engine, sampling: SamplingSettings, maxTokens: number, resume?: readonly number[]) {
  const { result, events } = await engine.chat({ ...asked, sampling, maxTokens, ...(resume && { resume }) });
  valueOf(result);
  return events.flatMap((event) => (event.type === 'text' ? event.ids : []));
}

async function oddsOfAnswer(engine: Engine, ids: readonly number[]): Promise<AnswerOdds> {
  const request = { ...asked, ids, sampling, program, fault: null };
  return valueOf(
    await engine.page.evaluate(
      async (request): Promise<Result<AnswerOdds>> => window.harness.engine.answerOdds(request, () => {}),
      request,
    ),
  );
}

const shareOf = ({ tokens, total }: Odds, id: number) => (tokens[id]!.candidate ? tokens[id]!.weight / total : 0);

const entropyOf = (odds: Odds) =>
  odds.tokens
    .map(({ id }) => shareOf(odds, id))
    .reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);

test('how likely tokens were is what the logits of a trace say, and a branch is a run forced to it', async ({
  engine,
}) => {
  await engine.load(demo, 'stored', 256);
  await engine.configure({});
  // An answer runs the reference until the fused kernels are compiled.
  valueOf(await engine.prepare());
  const sampled = await answerIds(engine, sampling, 100);
  // The demo is brief: the rest is the answer once more.
  const ids = [...sampled, ...sampled].slice(0, 100);
  const odds = await oddsOfAnswer(engine, ids);
  expect(odds).toMatchObject({ program, set: 'fused' });
  expect(odds.tokens.map(({ id }) => id)).toEqual([...ids, null]);
  const sequence = [...odds.prompt, ...ids];

  const { tensors } = await engine.trace({ prompt: { tokens: sequence }, chunk: 128, program }, ['logits']);
  const logits = tensors.get('logits')!;
  const width = logits.length / sequence.length;
  const worst = { before: 0, after: 0, entropy: 0 };
  const larger = (of: keyof typeof worst, a: number, b: number) => (worst[of] = Math.max(worst[of], Math.abs(a - b)));
  odds.tokens.forEach(({ own, id, likeliest, entropy, kept }, n) => {
    const at = odds.prompt.length - 1 + n;
    const row = logits.subarray(at * width, (at + 1) * width);
    const before = oddsOf(row, { ...greedySettings, temperature: 1 }, []);
    const after = oddsOf(row, sampling, sequence.slice(0, at + 1));
    larger('entropy', entropy.before, entropyOf(before));
    larger('entropy', entropy.after, entropyOf(after));
    for (const each of [...likeliest, ...(own ? [{ ...own, id: id! }] : [])]) {
      expect(each.logit).toBe(row[each.id]);
      larger('before', each.before, shareOf(before, each.id));
      larger('after', each.after, shareOf(after, each.id));
    }
    const ranked = before.tokens.toSorted((a, b) => b.score - a.score || a.id - b.id);
    expect(likeliest.map(({ id }) => id)).toEqual(ranked.slice(0, 10).map(({ id }) => id));
    expect(kept).toBe(after.tokens.filter(({ candidate }) => candidate).length);
    if (own) expect(ranked[own.rank - 1]!.id).toBe(id);
    if (n < sampled.length) expect(own!.after).toBeGreaterThan(0);
  });
  test.info().annotations.push({ type: 'largest errors', description: JSON.stringify(worst) });
  for (const error of Object.values(worst)) expect(error).toBeLessThanOrEqual(1e-5);

  // The first place where the answer might well have gone another way.
  const place = odds.tokens.findIndex(({ entropy }) => entropy.before > 1);
  const { id, likeliest } = odds.tokens[place]!;
  const other = likeliest.find((each) => each.id !== id && !each.ends)!;
  const start = [...ids.slice(0, place), other.id];
  const branch = await answerIds(engine, { ...greedySettings }, 12, start);
  const forced = await engine.trace(
    { prompt: { tokens: [...odds.prompt, ...start] }, generate: 12, chunk: 128, program, tensors: false },
    [],
  );
  expect(branch.length).toBeGreaterThan(0);
  expect(branch).toEqual(forced.report.generated.ids.slice(0, branch.length));
});
