import { expect, test } from 'vitest';
import { FakeGpu } from '../gpu/testing/gpu.fixture.ts';
import { uniformProgram, type KernelSet } from '../vocabulary/program.ts';
import { EngineUnderTest } from './testing/engine.fixture.ts';

/** The kernels that answers by a set run. */
async function kernelsOf({ gpu, must, configure, reopen }: EngineUnderTest, set: KernelSet): Promise<string[]> {
  await reopen();
  gpu.compiled.clear();
  await configure({ program: uniformProgram(set) });
  await must('answer');
  return [...gpu.compiled];
}

test('where a fused kernel does not compile, its step runs the reference, and the lab names the kernel', async () => {
  const under = await EngineUnderTest.start(new FakeGpu());
  const { gpu, engine, jobs, unhandled, must, configure, reopen } = under;
  const reference = await kernelsOf(under, 'reference');
  const alone = (await kernelsOf(under, 'fused')).filter((kernel) => !reference.includes(kernel));
  expect(alone.length).toBeGreaterThan(5);
  await configure();
  for (const kernel of alone) {
    gpu.compiles = (name) => name !== kernel;
    await reopen();
    const prepared = await engine.prepare();
    const suspect = { kind: 'uncompiled', reason: `its fused kernel ${kernel} does not compile in this browser` };
    expect(prepared.ok && prepared.value, kernel).toContainEqual(expect.objectContaining(suspect));
    await must('answer');
    expect(await jobs.trace(), kernel).toMatchObject({ ok: false, failure: { kind: 'bad-kernel' } });
    expect(unhandled).toEqual([]);
  }
});

test('where a kernel of the reference does not compile, answers by it say which, and what helps', async () => {
  const under = await EngineUnderTest.start(new FakeGpu());
  const { gpu, engine, jobs, unhandled, configure, reopen } = under;
  const reference = await kernelsOf(under, 'reference');
  expect(reference.length).toBeGreaterThan(5);
  await configure({ program: uniformProgram('reference') });
  for (const kernel of reference) {
    gpu.compiles = (name) => name !== kernel;
    await reopen();
    const message = `The kernel ${kernel} does not compile here (line 7: unresolved call target): update the browser or the graphics driver.`;
    expect(await jobs.answer(), kernel).toEqual({ ok: false, failure: { kind: 'bad-kernel', message } });
    expect((await engine.prepare()).ok).toBe(true);
    expect(unhandled).toEqual([]);
  }
});

test('where not even the first kernel compiles, opening the device says so', async () => {
  const gpu = new FakeGpu();
  const { engine, unhandled } = await EngineUnderTest.start(gpu);
  gpu.compiles = () => false;
  gpu.devices.at(-1)!.lose('the driver was reset');
  await engine.lost();
  expect(await engine.open()).toMatchObject({ ok: false, failure: { kind: 'bad-kernel' } });
  gpu.compiles = () => true;
  expect((await engine.open()).ok).toBe(true);
  expect(unhandled).toEqual([]);
});
