import { expect, test } from 'vitest';
import type { Diagnosis, EngineApi, TraceReport, TraceRequest } from '../../worker/api.ts';
import { failed, startedEngine } from '../engine/fakes.ts';
import { chapters, createStory } from './story.ts';

const stage = (layer: number | null, name: string, std: number) => ({ layer, stage: name, std, absmax: 10 * std });

function report({ faults }: TraceRequest): TraceReport {
  const wrong = faults.length > 0;
  return {
    stages: [
      stage(null, 'embed', 0.1),
      stage(0, 'mlp_residual', 0.2),
      stage(1, 'attn', wrong ? 1e28 : 0.3),
      stage(1, 'mlp_residual', wrong ? 1e28 : 0.4),
    ],
    generated: { ids: [0], text: wrong ? '!!!!' : '85' },
  } as unknown as TraceReport;
}

async function started(overrides: Partial<EngineApi>) {
  return createStory(await startedEngine(overrides));
}

test('every chapter runs in order, wrong turns with the fault still there', async () => {
  const traced: TraceRequest[] = [];
  const diagnosed: (string | null)[] = [];
  const story = await started({
    trace: async (request) => {
      traced.push(request);
      return { ok: true, value: report(request) };
    },
    diagnose: async ({ fault }) => {
      diagnosed.push(fault?.name ?? null);
      return { ok: true, value: {} as Diagnosis };
    },
  });
  await story.getState().play();
  const { at, runs, blamed, clean } = story.getState();
  expect(at).toBe(null);
  expect(Object.keys(runs)).toEqual(chapters.filter((chapter) => chapter !== 'replay'));
  expect(traced.map(({ program, faults }) => [program.qkv, faults.length])).toEqual([
    ['reference', 0],
    ['fused', 1],
    ['fused', 2],
    ['fused', 2],
    ['fused', 3],
    ['fused', 0],
  ]);
  expect(diagnosed).toEqual(['qkv_bias_uninitialised', null]);
  expect(runs.clamping).toMatchObject({ layer1Std: 1e28, text: '!!!!' });
  expect(runs.fix).toMatchObject({ layer1Std: 0.4, attention1: 3, text: '85' });
  expect(blamed && clean).toBeTruthy();
});

test('a failure ends the story and is reported; a stop is not', async () => {
  const outcomes = [
    failed({ kind: 'out-of-memory', message: 'too large' }),
    failed({ kind: 'stopped', message: 'stopped' }),
  ];
  const story = await started({ trace: async () => outcomes.shift()! });
  await story.getState().play();
  expect(story.getState()).toMatchObject({ at: null, runs: {}, failure: { message: 'too large' } });
  await story.getState().play();
  expect(story.getState()).toMatchObject({ at: null, failure: null });
});
