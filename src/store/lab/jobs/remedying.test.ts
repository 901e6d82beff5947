import { describe, expect, it } from 'vitest';
import type { EngineApi, TriedRemedy } from '../../../worker/api.ts';
import { failed, startedEngine } from '../../engine/fakes.ts';
import { uniformProgram } from '../../../vocabulary/program.ts';
import { createRemedying } from './remedying.ts';

const request = { prompt: { tokens: [1] }, program: uniformProgram('fused'), tokens: 2 };

async function stage(overrides: Partial<EngineApi>) {
  const engine = await startedEngine(overrides);
  return { engine, remedying: createRemedying(engine) };
}

describe('the store of remedies', () => {
  it('keeps the results until another model is loaded', async () => {
    const tried = [{ name: 'rebalance' } as TriedRemedy];
    const { engine, remedying } = await stage({ tryRemedies: async () => ({ ok: true, value: tried }) });
    await remedying.getState().run(request);
    expect(remedying.getState()).toMatchObject({ trying: false, tried, failure: null });
    await engine.getState().start();
    expect(remedying.getState().tried).toBeNull();
  });

  it('reports a failure, but not a stop', async () => {
    const failure = { kind: 'out-of-memory', message: 'no room' } as const;
    const { remedying } = await stage({ tryRemedies: async () => failed(failure) });
    await remedying.getState().run(request);
    expect(remedying.getState().failure).toEqual(failure);
    const stopped = await stage({ tryRemedies: async () => failed({ kind: 'stopped', message: '' }) });
    await stopped.remedying.getState().run(request);
    expect(stopped.remedying.getState()).toMatchObject({ trying: false, tried: null, failure: null });
  });
});
