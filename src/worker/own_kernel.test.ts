import { expect, test } from 'vitest';
import { FakeGpu } from '../gpu/testing/gpu.fixture.ts';
import { shippedTexts } from '../kernels/own/shipped_texts.ts';
import { EngineUnderTest } from './testing/engine.fixture.ts';

const productAdd = shippedTexts.get('product_add')!;
const ignored = () => {};

test('the kernels that a model runs are offered with their texts, and where they run', async () => {
  const { engine } = await EngineUnderTest.start(new FakeGpu());
  const offered = await engine.kernelsOnFile();
  const found = offered.ok && offered.value.find(({ name }) => name === 'product_add');
  expect(found).toMatchObject({ text: productAdd, runs: expect.arrayContaining([{ step: 'down', shape: 'one' }]) });
  expect(offered.ok && offered.value.map(({ name }) => name)).toContain('norm_qkv');
});

test('a kernel that writes nothing is wrong alone, is replayed in every layer, and tells how far it is', async () => {
  const { engine, must, unhandled } = await EngineUnderTest.start(new FakeGpu());
  const done: number[] = [];
  const tried = await engine.tryKernel({ text: productAdd, seed: 5 }, (progress) => void done.push(progress.done));
  if (!tried.ok) throw new Error(tried.failure.message);
  const { kernel, compiled, messages, alone, replay, times, seed } = tried.value;
  expect({ kernel, compiled, messages, times, seed }).toEqual({
    kernel: 'product_add',
    compiled: true,
    messages: [],
    times: [],
    seed: 5,
  });
  expect(alone.length).toBeGreaterThan(5);
  expect(alone.every(({ bad }) => bad)).toBe(true);
  expect(new Set(replay.map(({ layer }) => layer)).size).toBe(4);
  // What the reference has is no number either, on a GPU that computes nothing.
  expect(new Set(replay.flatMap(({ steps }) => steps))).toEqual(new Set(['down']));
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(done[0]).toBe(0);
  await must('answer');
  expect(unhandled).toEqual([]);
});

test('one that does not compile is not run', async () => {
  const gpu = new FakeGpu();
  const { engine, must } = await EngineUnderTest.start(gpu);
  gpu.compiles = (name) => name !== 'product_add';
  const tried = await engine.tryKernel({ text: productAdd, seed: 5 }, ignored);
  expect(tried).toMatchObject({ ok: true, value: { compiled: false, alone: [], replay: [] } });
  expect(tried.ok && tried.value.messages.map(({ type }) => type)).toContain('error');
  gpu.compiles = () => true;
  await must('answer');
});

test('1 MB is refused before anything is compiled', async () => {
  const gpu = new FakeGpu();
  const { engine } = await EngineUnderTest.start(gpu);
  const { calls } = gpu;
  const tried = await engine.tryKernel({ text: productAdd.padEnd(2 ** 20), seed: 5 }, ignored);
  expect(tried).toMatchObject({ ok: false, failure: { kind: 'bad-request' } });
  expect(!tried.ok && tried.failure.message).toContain('1048576 bytes');
  expect(gpu.calls).toBe(calls);
});
