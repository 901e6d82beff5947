import { expect, it } from 'vitest';
import { maxKernelBytes } from '../../../vocabulary/own_kernel.ts';
import type { EngineApi, KernelOnFile, OwnKernelReport, OwnKernelRequest } from '../../../worker/api.ts';
import { failed, startedEngine, succeeded } from '../../engine/fakes.ts';
import type { Cells } from '../../storage.ts';
import { createOwnKernel } from './own_kernel.ts';

const report = { kernel: 'product_add' } as OwnKernelReport;
const onFile = [{ name: 'product_add', runs: [], text: 'fn' }] satisfies KernelOnFile[];

function cellsOf(stored = new Map<string, string>()): Cells {
  return {
    getItem: (name) => stored.get(name) ?? null,
    setItem: (name, text) => void stored.set(name, text),
    removeItem: (name) => void stored.delete(name),
  };
}

async function stage(overrides: Partial<EngineApi>, cells = cellsOf()) {
  const engine = await startedEngine(overrides);
  return { engine, ownKernel: createOwnKernel({ engine, cells, randomSeed: () => 7, onUnsaved: () => {} }) };
}

it('tries the text with a random seed, and keeps the report until another model is loaded', async () => {
  const asked: OwnKernelRequest[] = [];
  const { engine, ownKernel } = await stage({
    kernelsOnFile: async () => succeeded(onFile),
    async tryKernel(request) {
      asked.push(request);
      return succeeded(report);
    },
  });
  await ownKernel.getState().list();
  ownKernel.getState().write('mine');
  await ownKernel.getState().run();
  expect(asked).toEqual([{ text: 'mine', seed: 7 }]);
  expect(ownKernel.getState()).toMatchObject({ running: false, report, onFile, failure: null });
  await engine.getState().start();
  expect(ownKernel.getState()).toMatchObject({ report: null, onFile: null, text: 'mine' });
});

it('keeps the text for the next visit, unless it is too long for a kernel', async () => {
  const cells = cellsOf();
  const { ownKernel } = await stage({}, cells);
  ownKernel.getState().write('mine');
  expect((await stage({}, cells)).ownKernel.getState().text).toBe('mine');
  ownKernel.getState().write('x'.repeat(maxKernelBytes + 1));
  expect((await stage({}, cells)).ownKernel.getState().text).toBe('');
});

it('opens a file, and says where one is too long; what is written stays', async () => {
  const { ownKernel } = await stage({});
  await ownKernel.getState().open(new File(['fn'], 'a.wgsl'));
  expect(ownKernel.getState()).toMatchObject({ text: 'fn', failure: null });
  await ownKernel.getState().open(new File([' '.repeat(2 ** 20)], 'b.wgsl'));
  expect(ownKernel.getState().text).toBe('fn');
  expect(ownKernel.getState().failure?.message).toContain('b.wgsl has 1,048,576 bytes');
});

it('shows a failure, but not that somebody stopped it', async () => {
  const { ownKernel } = await stage({ tryKernel: async () => failed({ kind: 'stopped', message: '' }) });
  await ownKernel.getState().run();
  expect(ownKernel.getState()).toMatchObject({ running: false, failure: null });
  const lost = await stage({ tryKernel: async () => failed({ kind: 'device-lost', message: 'gone' }) });
  await lost.ownKernel.getState().run();
  expect(lost.ownKernel.getState().failure?.kind).toBe('device-lost');
});
