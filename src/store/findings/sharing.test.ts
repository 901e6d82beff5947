import { expect, test } from 'vitest';
import { benchOf } from '../../findings/bench/bench.fixture.ts';
import { plainFinding } from '../../findings/finding.fixture.ts';
import { tokenFindingOf, plainToken } from '../../findings/token/token.fixture.ts';
import type { KernelFinding } from '../../findings/format/finding.ts';
import { kernelOf } from '../../findings/own_kernel/own_kernel.fixture.ts';
import { writeRun } from '../../findings/link/permalink.ts';
import { specOf } from '../../findings/record.ts';
import type { Result } from '../../result.ts';
import type {
  BenchRequest,
  Diagnosis,
  DiagnosisRequest,
  EngineApi,
  OwnKernelReport,
  OwnKernelRequest,
  WatchReport,
  WatchRequest,
} from '../../worker/api.ts';
import { failed, loadedModel, startedEngine, turns } from '../engine/fakes.ts';
import { createSharing } from './sharing.ts';

const { diagnosis } = plainFinding;
const finding = {
  ...plainFinding,
  weights: 'stored' as const,
  cache: 'f32' as const,
  prompt: { show: 'counted' as const, count: 3 },
};
const model = { ...loadedModel('demo', { context: 8, weights: 'stored', cache: 'f32' }), hash: diagnosis.model.hash };

async function started(outcomes: Result<Diagnosis>[], overrides: Partial<EngineApi> = {}) {
  const asked: DiagnosisRequest[] = [];
  const engine = await startedEngine({
    load: async () => ({ ok: true, value: model }),
    diagnose: async (request) => {
      asked.push(request);
      await turns();
      return outcomes.shift()!;
    },
    ...overrides,
  });
  return { engine, sharing: createSharing(engine), asked };
}

const done = { ok: true as const, value: { ...diagnosis, tokens: [1, 2, 3] } as Diagnosis };

test('a finding is reproduced only on request, with a placeholder for a prompt that is withheld', async () => {
  const { sharing, asked } = await started([done]);
  await sharing.getState().show([finding]);
  expect(asked).toEqual([]);
  await sharing.getState().reproduce('');
  expect(asked[0]).toMatchObject({ prompt: { tokens: [13, 252, 491] }, program: diagnosis.program });
  expect(sharing.getState().rerun).toMatchObject({ at: 'done', outcome: { reproduction: { counts: { differs: 0 } } } });
});

test('a typed prompt replaces one that is withheld', async () => {
  const { sharing, asked } = await started([done]);
  await sharing.getState().show([finding]);
  await sharing.getState().reproduce('Hello');
  expect(asked[0]).toMatchObject({ prompt: { text: 'Hello' } });
  expect(sharing.getState().rerun).toMatchObject({ outcome: { promptText: 'Hello' } });
});

test('a link has no outcome to compare with', async () => {
  const { sharing } = await started([done]);
  await sharing.getState().follow(writeRun(specOf(finding)));
  expect(sharing.getState().opening).toMatchObject({ at: 'opened', opened: { finding: null } });
  await sharing.getState().reproduce('');
  expect(sharing.getState().rerun).toMatchObject({ at: 'done', outcome: { reproduction: null } });
});

test('a bad link, bad files and a failed run are reported in a sentence', async () => {
  const { sharing } = await started([failed({ kind: 'bad-request', message: 'no such fault' })]);
  await sharing.getState().follow('1nonsense');
  expect(sharing.getState().opening).toMatchObject({
    at: 'refused',
    message: expect.stringMatching(/^This link is damaged/),
  });
  await sharing.getState().take([new Blob(['a']), new Blob(['b']), new Blob(['c'])]);
  expect(sharing.getState().opening).toMatchObject({
    at: 'refused',
    message: expect.stringMatching(/^These are 3 pictures/),
  });
  await sharing.getState().show([finding]);
  await sharing.getState().reproduce('');
  expect(sharing.getState().rerun).toMatchObject({ at: 'failed', failure: { message: 'no such fault' } });
});

test('a run does not report to what was opened after it began', async () => {
  const { sharing } = await started([done]);
  await sharing.getState().show([finding]);
  const run = sharing.getState().reproduce('');
  await sharing.getState().show([plainFinding]);
  await run;
  expect(sharing.getState().rerun).toBeNull();
});

test('a finding on one model is not shared as another’s, and the open finding stays', async () => {
  const { engine, sharing } = await started([done]);
  await sharing.getState().show([finding]);
  await sharing.getState().reproduce('');
  sharing.getState().offer({ kind: 'diagnosis', diagnosis: done.value, promptText: null });
  engine.setState({ model: { ...model } });
  expect(sharing.getState()).toMatchObject({ subject: null, rerun: null, opening: { at: 'opened' } });
});

test('a benchmark is run again as requested, and reports its progress', async () => {
  const { bench, ...rest } = benchOf(40);
  const here = benchOf(10).bench.report;
  const requests: BenchRequest[] = [];
  const seen: unknown[] = [];
  const { sharing, engine } = await started([], {
    bench: async (request, onProgress) => {
      requests.push(request);
      onProgress({
        done: 1,
        total: 3,
        doing: { work: 'decode', program: 'fused', tokens: 128 },
        measured: here,
      });
      return { ok: true, value: here };
    },
  });
  await sharing.getState().show([{ ...rest, bench }]);
  engine.subscribe(({ occupation }) => occupation?.doing && seen.push(occupation));
  await sharing.getState().reproduce('');
  expect(requests).toEqual([bench.request]);
  expect(seen[0]).toEqual({
    job: 'benchmark',
    since: 0,
    done: 1 / 3,
    doing: { work: 'decode', program: 'fused', tokens: 128 },
  });
  expect(sharing.getState().rerun).toEqual({
    at: 'done',
    outcome: { kind: 'bench', bench: { request: bench.request, report: here } },
  });
});

test.each([
  ['its own tokens, and compared', { show: 'shown' as const, tokens: [5, 6, 7], text: null }, [5, 6, 7], 102],
  ['a placeholder, and not compared', { show: 'counted' as const, count: 3 }, [13, 252, 491], null],
])('a token is run again on %s', async (_, prompt, tokens, compared) => {
  const recorded = { ...tokenFindingOf(plainToken()), prompt };
  const requests: WatchRequest[] = [];
  const { sharing } = await started([], {
    watchAgain: async (request) => {
      requests.push(request);
      return { ok: true, value: { figures: plainToken(), first: plainToken() } as WatchReport };
    },
  });
  await sharing.getState().show([recorded]);
  await sharing.getState().reproduce('');
  const { from, fault, token } = recorded.live;
  expect(requests).toEqual([{ tokens, from, fault, program: token.program }]);
  const { rerun } = sharing.getState();
  const comparison = rerun?.at === 'done' && rerun.outcome.kind === 'live' ? rerun.outcome.comparison : undefined;
  expect(comparison?.figures.length ?? null).toBe(compared);
});

const kernel = (error: number | null, change = {}): KernelFinding => ({
  ...kernelOf(error, { model: { ...kernelOf(null).kernel.model, hash: model.hash }, ...change }),
  weights: 'stored',
  cache: 'f32',
});

test('a stranger’s kernel is tried by a press only, with its seed, and held against what was recorded', async () => {
  const recorded = kernel(0.5);
  const requests: OwnKernelRequest[] = [];
  const { sharing } = await started([], {
    tryKernel: async (request) => {
      requests.push(request);
      return { ok: true, value: kernel(null).kernel as OwnKernelReport };
    },
  });
  await sharing.getState().show([recorded]);
  expect(requests).toEqual([]);
  await sharing.getState().reproduce('');
  expect(requests).toEqual([{ text: recorded.kernel.text, seed: 7 }]);
  expect(sharing.getState().rerun).toMatchObject({
    at: 'done',
    outcome: { kind: 'kernel', comparison: { reproduced: false, status: { recorded: 'wrong', here: 'right' } } },
  });
});

test('a kernel whose text is withheld is not tried', async () => {
  const requests: OwnKernelRequest[] = [];
  const { sharing } = await started([], {
    tryKernel: async (request) => {
      requests.push(request);
      return failed({ kind: 'stopped', message: '' });
    },
  });
  await sharing.getState().show([kernel(0.5, { text: null })]);
  await sharing.getState().reproduce('');
  expect(requests).toEqual([]);
  expect(sharing.getState().rerun).toBeNull();
});

test('a kernel that does not end says so when the model is gone with the device', async () => {
  const { engine, sharing } = await started([], {
    tryKernel: async () => failed({ kind: 'device-lost', message: 'The kernel did not end.' }),
  });
  await sharing.getState().show([kernel(0.5)]);
  await sharing.getState().reproduce('');
  engine.setState({ model: null });
  expect(sharing.getState().rerun).toMatchObject({ at: 'failed', failure: { kind: 'device-lost' } });
  engine.setState({ model });
  expect(sharing.getState().rerun).toBeNull();
});

test('a benchmark and a diagnosis are not compared', async () => {
  const { sharing } = await started([]);
  await sharing.getState().show([benchOf(1), finding]);
  expect(sharing.getState().opening).toMatchObject({
    at: 'refused',
    message: expect.stringMatching(/^One of these is a benchmark and the other a diagnosis/),
  });
});
