import { expect, test } from 'vitest';
import type { Diagnosis, EngineApi } from '../../../worker/api.ts';
import { createDiagnosing } from './diagnosing.ts';
import { failed, startedEngine, turns } from '../../engine/fakes.ts';

const request = { prompt: null, program: {} as never, fault: null, bisect: false };
const diagnosis = { verdict: { status: 'pass' } } as Diagnosis;

async function started(overrides: Partial<EngineApi>) {
  const engine = await startedEngine(overrides);
  return { engine, diagnosing: createDiagnosing(engine) };
}

test('the engine is busy during a diagnosis, which is kept until another model is loaded', async () => {
  let finish!: () => void;
  const { engine, diagnosing } = await started({
    diagnose: (_request, onProgress) => {
      onProgress({ doing: 'lockstep', done: 0.5 });
      return new Promise((resolve) => (finish = () => resolve({ ok: true, value: diagnosis })));
    },
  });
  const run = diagnosing.getState().run(request);
  expect(diagnosing.getState().running).toBe(true);
  expect(engine.getState().occupation).toEqual({ job: 'diagnosis', doing: 'lockstep', done: 0.5, since: 0 });
  finish();
  await run;
  expect(diagnosing.getState()).toMatchObject({ running: false, diagnosis });
  expect(engine.getState().occupation).toBe(null);
  await engine.getState().start();
  expect(diagnosing.getState().diagnosis).toBe(null);
});

test('a second run does nothing while one is in progress', async () => {
  let runs = 0;
  const { diagnosing } = await started({
    diagnose: async () => {
      runs += 1;
      await turns();
      return { ok: true, value: diagnosis };
    },
  });
  await Promise.all([diagnosing.getState().run(request), diagnosing.getState().run(request)]);
  expect(runs).toBe(1);
});

test('a failure is reported, a stop is not, and the diagnosis before stays', async () => {
  const outcomes = [
    { ok: true as const, value: diagnosis },
    failed({ kind: 'stopped', message: 'stopped' }),
    failed({ kind: 'out-of-memory', message: 'too large' }),
  ];
  const { diagnosing } = await started({ diagnose: async () => outcomes.shift()! });
  await diagnosing.getState().run(request);
  await diagnosing.getState().run(request);
  expect(diagnosing.getState()).toMatchObject({ failure: null, diagnosis });
  await diagnosing.getState().run(request);
  expect(diagnosing.getState()).toMatchObject({ failure: { message: 'too large' }, diagnosis });
});
