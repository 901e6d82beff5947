import { describe, expect, it } from 'vitest';
import type { BenchReport, BenchRequest, EngineApi } from '../../../worker/api.ts';
import { createBenching } from './benching.ts';
import { failed, startedEngine } from '../../engine/fakes.ts';
import { uniformProgram } from '../../../vocabulary/program.ts';

const request: BenchRequest = { programs: [uniformProgram('fused')], contexts: [8], prefills: [8], tokens: 32 };

async function stage(overrides: Partial<EngineApi>) {
  const engine = await startedEngine(overrides);
  return { engine, benching: createBenching(engine) };
}

describe('the store of a benchmark', () => {
  it('reports progress, and keeps the report until another model is loaded', async () => {
    const seen: unknown[] = [];
    const report = { schema: 1 } as BenchReport;
    const doing = { work: 'decode', program: 'fused', tokens: 8 } as const;
    const { engine, benching } = await stage({
      async bench(_request, onProgress) {
        onProgress({ done: 1, total: 3, doing });
        return { ok: true, value: report };
      },
    });
    engine.subscribe(({ occupation }) => seen.push(occupation && [occupation.doing, occupation.done]));
    await benching.getState().run(request);
    expect(seen).toContainEqual([doing, 1 / 3]);
    expect(benching.getState()).toMatchObject({ running: false, bench: { request, report }, failure: null });
    await engine.getState().start();
    expect(benching.getState().bench).toBeNull();
  });

  it('reports a failure, but not a stop', async () => {
    const failure = { kind: 'out-of-memory', message: 'no room' } as const;
    const { benching } = await stage({ bench: async () => failed(failure) });
    await benching.getState().run(request);
    expect(benching.getState().failure).toEqual(failure);
    const stopped = await stage({ bench: async () => failed({ kind: 'stopped', message: '' }) });
    await stopped.benching.getState().run(request);
    expect(stopped.benching.getState()).toMatchObject({ running: false, bench: null, failure: null });
  });
});
