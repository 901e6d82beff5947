import { describe, expect, it, vi } from 'vitest';
import type { Peer } from '../../../peers/peer.ts';
import type { BenchReport, BenchRequest, EngineApi } from '../../../worker/api.ts';
import { createPeers } from '../../peers/peers.ts';
import { createBenching } from './benching.ts';
import { failed, startedEngine } from '../../engine/fakes.ts';
import { uniformProgram } from '../../../vocabulary/program.ts';

const request: BenchRequest = { programs: [uniformProgram('fused')], contexts: [8], prefills: [8], tokens: 32 };

async function stage(overrides: Partial<EngineApi>) {
  const engine = await startedEngine(overrides);
  return { engine, benching: createBenching(engine, createPeers()) };
}

describe('the store of a benchmark', () => {
  it('reports progress, and keeps the report until another model is loaded', async () => {
    const seen: unknown[] = [];
    const report = { schema: 1 } as BenchReport;
    const doing = { work: 'decode', program: 'fused', tokens: 8 } as const;
    let during: unknown = null;
    const { engine, benching } = await stage({
      async bench(_request, onProgress) {
        onProgress({ done: 1, total: 3, doing, measured: report });
        during = benching.getState().measured;
        return { ok: true, value: report };
      },
    });
    engine.subscribe(({ occupation }) => seen.push(occupation && [occupation.doing, occupation.done]));
    await benching.getState().run(request);
    expect(seen).toContainEqual([doing, 1 / 3]);
    expect(during).toEqual(report);
    expect(benching.getState()).toMatchObject({ running: false, bench: { request, report }, failure: null });
    await engine.getState().start();
    expect(benching.getState().bench).toBeNull();
  });

  it('measures what else runs in this page, at the same contexts', async () => {
    const measured = { decode: [{ context: 8, tokensPerSecond: 5, p10: 4 }], prefill: [{ tokens: 8, ms: 2 }] };
    const measure = vi.fn<Peer['measure'] & object>(async () => ({ ok: true, value: measured }));
    const peers = createPeers();
    const named = { label: 'transformers.js', about: 'WASM', memory: 28 };
    peers.getState().add({ id: 'server', measure: null } as Peer);
    peers.getState().add({ id: 'here', ...named, measure } as unknown as Peer);
    const engine = await startedEngine({ bench: async () => ({ ok: true, value: { schema: 1 } as BenchReport }) });
    const benching = createBenching(engine, peers);
    await benching.getState().run(request);
    expect(measure.mock.calls.map(([asked]) => asked)).toEqual([request]);
    expect(benching.getState().beside).toEqual([{ ...named, measured }]);
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
