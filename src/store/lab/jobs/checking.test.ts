import { describe, expect, it } from 'vitest';
import { uniformProgram } from '../../../vocabulary/program.ts';
import type { BatchInvarianceReport, EngineApi, KnownReport, KnownRequest } from '../../../worker/api.ts';
import { failed, startedEngine, succeeded } from '../../engine/fakes.ts';
import { bundledName } from '../../engine/engine.ts';
import { offeredAnswers } from '../known_answers.ts';
import { createChecking } from './checking.ts';

const program = uniformProgram('fused');
const report = { name: 'known', bad: false } as KnownReport;
const batches = { among: [1, 2] } as BatchInvarianceReport;

async function stage(overrides: Partial<EngineApi>, fetched: Blob | null = null) {
  const engine = await startedEngine(overrides);
  return { engine, checking: createChecking(engine, async () => fetched) };
}

describe('the store of known answers and batches', () => {
  it('sends a file with its name, and keeps the reports until another model is loaded', async () => {
    const asked: KnownRequest[] = [];
    const { engine, checking } = await stage({
      async checkKnownAnswers(request) {
        asked.push(request);
        return succeeded(report);
      },
      batchInvariance: async () => succeeded(batches),
    });
    const file = new File(['x'], 'mine.safetensors');
    await checking.getState().compare(file, program);
    expect(asked).toEqual([{ file, name: 'mine.safetensors', program }]);
    await checking.getState().tryBatches(program);
    expect(checking.getState()).toMatchObject({ doing: null, known: report, batches, failure: null });
    await engine.getState().start();
    expect(checking.getState()).toMatchObject({ known: null, batches: null });
  });

  it('fetches what comes with the page, and says where it cannot', async () => {
    const asked: KnownRequest[] = [];
    const api: Partial<EngineApi> = {
      async checkKnownAnswers(request) {
        asked.push(request);
        return succeeded(report);
      },
    };
    const [offered] = offeredAnswers({ name: bundledName });
    const online = await stage(api, new Blob(['x']));
    await online.checking.getState().compareOffered(offered!, program);
    expect(asked).toMatchObject([{ name: offered!.title }]);
    const offline = await stage(api);
    await offline.checking.getState().compareOffered(offered!, program);
    expect(offline.checking.getState().failure?.message).toContain('could not be downloaded');
    expect(asked).toHaveLength(1);
  });

  it('reports a failure, but not a stop', async () => {
    const failure = { kind: 'bad-request', message: 'no ids' } as const;
    const { checking } = await stage({ batchInvariance: async () => failed(failure) });
    await checking.getState().tryBatches(program);
    expect(checking.getState()).toMatchObject({ doing: null, failure });
    const stopped = await stage({ batchInvariance: async () => failed({ kind: 'stopped', message: '' }) });
    await stopped.checking.getState().tryBatches(program);
    expect(stopped.checking.getState()).toMatchObject({ doing: null, failure: null });
  });
});

it('offers answers by the name of the model', () => {
  expect(offeredAnswers({ name: bundledName })).toHaveLength(1);
  expect(offeredAnswers({ name: 'Qwen/Qwen3-0.6B-Base' }).map(({ file }) => file)).toEqual([
    'known_answers/qwen3-0.6b-base.safetensors',
  ]);
  expect(offeredAnswers({ name: 'Qwen/Qwen3-0.6B' })).toEqual([]);
});
