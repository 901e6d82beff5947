import { uniformProgram } from '../../../src/vocabulary/program.ts';
import { recordBench, recordDiagnosis } from '../../../src/findings/record.ts';
import type { Diagnosis } from '../../../src/worker/api.ts';
import { small, test, valueOf } from '../../fixtures/engine.ts';
import { about, both, record } from '../../fixtures/recording.ts';
import { expect } from '../../test.ts';

const fused = uniformProgram('fused');

/** What two runs of one diagnosis have in common on any adapter. */
function outline({ replay, lockstep, verdict, bisection }: Omit<Diagnosis, 'tokens'>) {
  return {
    replay: replay.map(({ layer, steps, shape, stage, bad }) => ({ layer, steps, shape, stage, bad })),
    lockstep: lockstep.map(({ layer, stage, bad }) => ({ layer, stage, bad })),
    verdict: { ...verdict, text: null, sentences: verdict.sentences.map(({ about }) => about), downstream: null },
    bisection: bisection?.trail.map(({ steps, bad }) => ({ steps, bad })),
    smallest: bisection?.steps,
  };
}

for (const [name, fault] of [
  ['wrong', { name: 'qkv_bias_uninitialised', layer: 2 }],
  ['clean', null],
] as const) {
  test(`a ${name} diagnosis is the one that the fake engine answers`, async ({ engine }) => {
    await engine.load(small);
    const request = { prompt: { text: 'The capital of France is' }, program: fused, fault, bisect: fault !== null };
    const diagnosis = valueOf(await engine.diagnose(request));
    const finding = recordDiagnosis(diagnosis, { ...about, promptText: null }, 'shown');
    const [now, then] = await both(`${name}_diagnosis`, finding);
    if (now.kind !== 'diagnosis' || then.kind !== 'diagnosis') throw new Error('recorded as another kind');
    expect(outline(now.diagnosis)).toEqual(outline(then.diagnosis));
    expect(now.prompt).toEqual(then.prompt);
    // Fusing qkv alone is enough.
    if (fault) expect(now.diagnosis.bisection).toMatchObject({ steps: ['qkv'], trail: { length: 3 } });
  });
}

test('a benchmark has the rows of the one that the fake engine answers', async ({ engine }) => {
  // The page's own sizes, or the smallest that can be timed.
  const size = record ? { contexts: [128], prefills: [128], tokens: 96 } : { contexts: [8], prefills: [8], tokens: 64 };
  const request = { programs: [fused, uniformProgram('reference')], ...size };
  await engine.load(small);
  const report = valueOf(await engine.bench(request));
  const [now, then] = await both('bench', recordBench({ request, report }, about));
  if (now.kind !== 'bench' || then.kind !== 'bench') throw new Error('recorded as another kind');
  const rows = ({ decode, prefill, steps }: typeof report) => [
    decode.map(({ program, dispatches }) => ({ program, dispatches })),
    prefill.map(({ program }) => program),
    steps.map(({ program, step }) => ({ program, step })),
  ];
  expect(rows(now.bench.report)).toEqual(rows(then.bench.report));
  for (const { tokensPerSecond, p10, bandwidthShare } of now.bench.report.decode) {
    expect(tokensPerSecond).toBeGreaterThanOrEqual(p10);
    expect(p10).toBeGreaterThan(0);
    expect(bandwidthShare).toBeGreaterThan(0);
  }
  for (const { us } of now.bench.report.steps) expect(us).toBeGreaterThan(0);
});

test('a benchmark and a diagnosis end when they are stopped, and the engine goes on', async ({ engine }) => {
  await engine.load(small);
  const stopped = await engine.page.evaluate(async (program) => {
    const { engine } = window.harness;
    const request = { programs: [program], contexts: [128], prefills: [128], tokens: 96 };
    const bench = await engine.bench(request, () => void engine.stop());
    const asked = { prompt: null, program, fault: null, bisect: false };
    const diagnosis = await engine.diagnose(asked, () => void engine.stop());
    return [bench, diagnosis];
  }, fused);
  for (const result of stopped) expect(result).toMatchObject({ ok: false, failure: { kind: 'stopped' } });
  expect(valueOf(await engine.diagnose({ prompt: null, program: fused, fault: null, bisect: false }))).toMatchObject({
    verdict: { status: 'pass' },
  });
});
