import { closerLook } from '../../../src/store/self_test/self_test.ts';
import { uniformProgram } from '../../../src/vocabulary/program.ts';
import type { SelfTestReport, Unavailable } from '../../../src/worker/api.ts';
import type { Result } from '../../../src/result.ts';
import { miscompile } from '../../fixtures/browser_bug.ts';
import { small, test, valueOf, type Engine } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';

/** The answer to the same question by the kernels of `set`, where `avoided` steps run the reference. */
async function answered(engine: Engine, set: 'reference' | 'fused', avoided: Unavailable = {}): Promise<string> {
  await engine.configure({ program: uniformProgram(set), avoided });
  // An answer runs the reference until the fused kernels are compiled.
  valueOf(await engine.prepare());
  const sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1 };
  const messages = [{ role: 'user' as const, content: 'Tell me something.' }];
  const { result, events } = await engine.chat({ messages, thinking: false, sampling, maxTokens: 8 });
  valueOf(result);
  return events.map((event) => (event.type === 'text' ? event.text : '')).join('');
}

const selfTest = (engine: Engine): Promise<Result<SelfTestReport>> =>
  engine.page.evaluate(() => window.harness.engine.selfTest());

test('kernels that are wrong in several ways are all found, are each shown by the lab, and are replaced', async ({
  freshEngine,
}) => {
  const engine = await freshEngine((page) =>
    miscompile(page, {
      'silu(sums.x * scale) * sums.y * scale': 'silu(sums.x * scale) * sums.y',
      'ordered_key(logits[row + id]), id)': 'ordered_key(logits[row + id]), id ^ 1u)',
      // Only long contexts run this one.
      'split = team; split < splits;': 'split = team; split + 1u < splits;',
    }),
  );
  await engine.load(small, 'stored', 512);
  const right = await answered(engine, 'reference');
  expect(right).not.toBe('');
  expect(await answered(engine, 'fused')).not.toBe(right);

  const { suspects } = valueOf(await selfTest(engine));
  const reasons = new Map(suspects.map(({ step, reason }) => [step, reason]));
  expect([...reasons.keys()].toSorted()).toEqual(['attention', 'gate_up', 'sample']);
  expect(reasons.get('gate_up')).toMatch(/its fused kernel is wrong.*swiglu of layer 0 and of 3 more layers/);
  expect(reasons.get('attention')).toContain('its fused kernel is wrong');
  const verdicts = new Map<string, object>();
  for (const suspect of suspects) {
    verdicts.set(suspect.step, valueOf(await engine.diagnose(closerLook([suspect]))).verdict);
  }
  expect(verdicts.get('gate_up')).toMatchObject({ step: 'gate_up', layer: 0 });
  expect(verdicts.get('attention')).toMatchObject({ step: 'attention', layer: 0 });
  expect(verdicts.get('sample')).toMatchObject({ step: 'sample' });
  expect(await answered(engine, 'fused', Object.fromEntries(reasons))).toBe(right);
});

test('a kernel that does not compile is named before an answer needs it, and is replaced', async ({ freshEngine }) => {
  const engine = await freshEngine((page) => miscompile(page, { 'fn norm_gate_up(': 'fn norm_gate_up(;' }));
  await engine.load(small, 'stored', 512);
  await engine.configure({});
  const [suspect, ...others] = valueOf(await engine.prepare());
  expect(others).toEqual([]);
  expect(suspect).toMatchObject({ step: 'gate_up', kind: 'uncompiled', run: ['gate_up'] });
  expect(suspect!.reason).toContain('its fused kernel norm_gate_up does not compile');
  expect(await answered(engine, 'fused')).toBe(await answered(engine, 'reference'));

  const looked = await engine.diagnose(closerLook([suspect!]));
  expect(looked).toMatchObject({
    ok: false,
    failure: { message: expect.stringMatching(/norm_gate_up does not compile here \(line \d+: /) },
  });
});

test('a self-test makes way for whoever asks, and passes when it is left alone', async ({ engine }) => {
  await engine.load(small, 'stored', 512);
  await engine.configure({});
  const preempted = await engine.page.evaluate(() => {
    const testing = window.harness.engine.selfTest();
    const sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1 };
    const messages = [{ role: 'user' as const, content: 'Hello!' }];
    const answering = window.harness.chat({ messages, thinking: false, sampling, maxTokens: 4 });
    return Promise.all([testing, answering.then(({ result }) => result)]);
  });
  expect(preempted).toMatchObject([{ ok: false, failure: { kind: 'stopped' } }, { ok: true }]);
  const { suspects, steps, stages, worst } = valueOf(await selfTest(engine));
  expect({ suspects, steps }).toEqual({ suspects: [], steps: 8 });
  expect(stages).toBeGreaterThan(100);
  expect(worst).toBeGreaterThan(0);
});
