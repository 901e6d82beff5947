import type { Result } from '../../../src/result.ts';
import type { OwnKernelReport } from '../../../src/worker/api.ts';
import { recordKernel } from '../../../src/findings/record.ts';
import { small, test, valueOf, type Engine } from '../../fixtures/engine.ts';
import { about, both } from '../../fixtures/recording.ts';
import { rewritten, textOf, textOnFile } from '../../fixtures/own_kernels.ts';
import { expect } from '../../test.ts';

/** Whether a report of today is the one that the fake engine answers; sizes of errors follow the adapter. */
async function expectRecorded(name: string, report: OwnKernelReport): Promise<void> {
  const [now, then] = await both(name, recordKernel(report, about, 'shown'));
  if (now.kind !== 'kernel' || then.kind !== 'kernel') throw new Error('recorded as another kind');
  const outline = ({ kernel, seed, compiled, messages, alone, replay, times }: typeof now.kernel) => ({
    kernel,
    seed,
    compiled,
    messages,
    alone: alone.map(({ step, kernel, inputs, seed, bad }) => ({ step, kernel, inputs, seed, bad })),
    replay: replay.map(({ layer, steps, shape, stage, bad }) => ({ layer, steps, shape, stage, bad })),
    times: times.map(({ shape }) => shape),
  });
  expect(outline(now.kernel)).toEqual(outline(then.kernel));
}

async function tryKernel(engine: Engine, text: string): Promise<OwnKernelReport> {
  await engine.load(small);
  const tried = await engine.page.evaluate(
    async (text): Promise<Result<OwnKernelReport>> => window.harness.engine.tryKernel({ text, seed: 1 }, () => {}),
    text,
  );
  return valueOf(tried);
}

test('a kernel is held to float64 alone, and to the reference in every layer', async ({ engine }) => {
  const right = await tryKernel(engine, textOnFile('product_add'));
  expect(right).toMatchObject({ kernel: 'product_add', compiled: true, messages: [] });
  expect([...right.alone, ...right.replay].filter(({ bad }) => bad)).toEqual([]);
  expect(right.alone.length).toBeGreaterThan(5);
  expect(new Set(right.replay.map(({ layer, shape }) => `${layer} ${shape}`)).size).toBe(8);
  expect(right.times.every(({ own, onFile }) => own > 0 && onFile > 0)).toBe(true);
  await expectRecorded('right_kernel', right);

  const wrong = await tryKernel(engine, textOf(rewritten.find(({ name }) => name === 'no residual')!));
  expect(wrong.compiled).toBe(true);
  expect([...wrong.alone, ...wrong.replay].filter(({ bad }) => !bad)).toEqual([]);
  await expectRecorded('wrong_kernel', wrong);
});

test('a kernel that does not compile is told of at its lines, and nothing runs', async ({ engine }) => {
  const text = textOnFile('product_add');
  const wrong = text.replace('let residual = x[row];', 'let residual = x[rows];');
  const line = 1 + wrong.split('\n').findIndex((each) => each.includes('x[rows]'));
  const { messages, ...report } = await tryKernel(engine, wrong);
  expect(report).toMatchObject({ compiled: false, kernel: 'product_add', alone: [], replay: [] });
  expect(messages.filter(({ type }) => type === 'error')).toEqual([
    { type: 'error', text: expect.stringContaining('rows'), file: null, line, column: expect.any(Number) },
  ]);
  const unclosed = await tryKernel(engine, text.slice(0, -3));
  expect(unclosed).toMatchObject({ compiled: false, kernel: null });
  expect(unclosed.messages[0]).toMatchObject({ type: 'error', file: null });
});

test('a binding or a workgroup that does not fit is told of, and the engine goes on', async ({ engine }) => {
  const text = textOnFile('product_add');
  const large = await tryKernel(engine, text.replace('x: array<f32>;', 'x: array<f32, 1048576>;'));
  expect(large).toMatchObject({ compiled: false, alone: [], replay: [] });
  const wide = await tryKernel(engine, text.replace('@workgroup_size(group_size)', '@workgroup_size(65536)'));
  expect(wide).toMatchObject({ compiled: false, alone: [], replay: [] });
  expect((await tryKernel(engine, text)).compiled).toBe(true);
});
