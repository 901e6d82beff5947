import { describe, expect, it, vi } from 'vitest';
import type { Result } from '../../result.ts';
import type { EngineApi, SelfTestReport, LoadOptions, Suspect } from '../../worker/api.ts';
import type { Engine } from '../engine/engine.ts';
import { adapter, failed, fakeApi, fakeEngine, loadedModel, succeeded, turns } from '../engine/fakes.ts';
import { avoided, closerLook, createSelfTest } from './self_test.ts';
import { maxStored } from './stored_checks.ts';
import { createProgram } from '../lab/program.ts';
import { createSettings } from '../chat/settings.ts';
import type { Cells } from '../storage.ts';
import { uniformProgram } from '../../vocabulary/program.ts';

const right = { status: 'right', stages: 37, worst: 1.2 } as const;
const good: SelfTestReport = { reference: right, suspects: [], steps: 8, stages: 148, kernels: 29, worst: 1.4 };
const suspect: Suspect = { step: 'gate_up', kind: 'wrong', run: ['gate_up'], reason: 'it is wrong' };
const bad: SelfTestReport = { ...good, suspects: [suspect] };
const uncompiled: Suspect = { step: 'down', kind: 'uncompiled', run: ['down'], reason: 'it does not compile' };

function cells(): Cells {
  const stored = new Map<string, string>();
  return {
    getItem: (name) => stored.get(name) ?? null,
    setItem: (name, value) => void stored.set(name, value),
    removeItem: (name) => void stored.delete(name),
  };
}

/** A page with a worker. The test ends the worker's self-tests. */
function visit(memory: Cells | null = null, overrides: Partial<EngineApi> = {}, browser = 'a browser') {
  const answers: ((result: Result<SelfTestReport>) => void)[] = [];
  const check = vi.fn<EngineApi['selfTest']>(() => new Promise((resolve) => answers.push(resolve)));
  const engine = fakeEngine(fakeApi({ selfTest: check, ...overrides }));
  const [program, settings] = [createProgram(null, () => {}), createSettings(null, () => {})];
  const later = (run: () => void) => run();
  const selfTest = createSelfTest({ engine, program, settings, cells: memory, browser, later, onUnsaved: () => {} });
  const end = async (result: Result<SelfTestReport>) => {
    answers.shift()!(result);
    await turns();
  };
  const avoidedNow = () => engine.getState().configuration.avoided;
  return { engine, program, settings, selfTest, check, avoidedNow, end };
}

const ok = succeeded<SelfTestReport>;

async function load(engine: Engine, options: LoadOptions): Promise<void> {
  const found = await engine.getState().inspect(engine.getState().source);
  if (found.ok) await engine.getState().load(found.value, options);
}
const stopped = failed({ kind: 'stopped', message: 'stopped' });

describe('the self-test', () => {
  it('checks the kernels once a model is loaded, and remembers that they pass', async () => {
    const memory = cells();
    const first = visit(memory);
    await first.engine.getState().start();
    expect(first.selfTest.getState().at).toBe('checking');
    await first.end(ok(good));
    expect(first.selfTest.getState()).toMatchObject({ at: 'checked', check: good, remembered: false, suspects: [] });

    const second = visit(memory);
    await second.engine.getState().start();
    expect(second.check).not.toHaveBeenCalled();
    expect(second.selfTest.getState()).toMatchObject({ at: 'checked', check: good, remembered: true });
  });

  it('makes a wrong step run its reference, on the next visit from the first token on', async () => {
    const memory = cells();
    const first = visit(memory);
    await first.engine.getState().start();
    await first.end(ok(bad));
    expect(first.avoidedNow()).toEqual({ gate_up: 'it is wrong' });
    expect(first.selfTest.getState()).toMatchObject({ suspects: [suspect], dismissed: false });

    const calls: string[] = [];
    const second = visit(memory, {
      async configure({ avoided }) {
        calls.push(...Object.keys(avoided));
        return succeeded(undefined);
      },
      async prepare() {
        calls.push('prepare');
        return succeeded([]);
      },
    });
    await second.engine.getState().start();
    expect(calls).toEqual(['gate_up', 'prepare']);
    expect(second.selfTest.getState()).toMatchObject({ remembered: true, suspects: [suspect] });
  });

  it.each<[string, Partial<EngineApi>, string]>([
    [
      'another checkpoint',
      { load: async (_, options) => ({ ok: true, value: loadedModel('other', options) }) },
      'a browser',
    ],
    [
      'other kernels',
      { load: async (_, options) => ({ ok: true, value: { ...loadedModel('demo', options), kernels: 'second' } }) },
      'a browser',
    ],
    ['another adapter', { open: async () => ({ ok: true, value: { ...adapter, architecture: 'two' } }) }, 'a browser'],
    ['another browser', {}, 'its next version'],
  ])('checks again with %s', async (_, overrides, browser) => {
    const memory = cells();
    const first = visit(memory);
    await first.engine.getState().start();
    await first.end(ok(bad));
    const second = visit(memory, overrides, browser);
    await second.engine.getState().start();
    expect(second.check).toHaveBeenCalledTimes(1);
    expect(second.selfTest.getState()).toMatchObject({ at: 'checking', suspects: [] });
  });

  it('checks again with another weight choice', async () => {
    const { engine, end, check } = visit();
    await engine.getState().start();
    await end(ok(good));
    await load(engine, { context: 512, weights: '4-bit', cache: 'f32' });
    expect(check).toHaveBeenCalledTimes(2);
  });

  it('makes way for an answer, and starts again after it', async () => {
    let answer!: () => void;
    const { engine, selfTest, end, check } = visit(null, {
      chat: () =>
        new Promise((resolve) => (answer = () => resolve(failed({ kind: 'bad-request', message: 'no answer' })))),
    });
    await engine.getState().start();
    void engine.getState().run((api) => api.chat({} as never, () => {}));
    await end(stopped);
    expect(selfTest.getState().at).toBe('waiting');
    expect(check).toHaveBeenCalledTimes(1);
    answer();
    await turns();
    expect(selfTest.getState().at).toBe('checking');
    expect(check).toHaveBeenCalledTimes(2);
    await end(ok(good));
    expect(selfTest.getState().at).toBe('checked');
  });

  it('ignores the result for a model that is gone', async () => {
    const { engine, selfTest, end } = visit();
    await engine.getState().start();
    const loading = load(engine, { context: 512, weights: '8-bit', cache: 'f32' });
    await turns();
    await end(ok(bad));
    await loading;
    await end(ok(good));
    expect(selfTest.getState()).toMatchObject({ at: 'checked', suspects: [], check: good });
  });

  it('reports why it failed, and does not try again', async () => {
    const { engine, selfTest, program, end, check } = visit();
    await engine.getState().start();
    const failure = { kind: 'out-of-memory', message: 'no room' } as const;
    await end(failed(failure));
    program.getState().setStep('down', 'reference');
    expect(selfTest.getState()).toMatchObject({ at: 'failed', failure });
    expect(check).toHaveBeenCalledTimes(1);
  });

  it('does not run while every step runs its reference, or where it is switched off', async () => {
    const { engine, program, settings, check } = visit();
    program.getState().setAll('reference');
    await engine.getState().start();
    expect(check).not.toHaveBeenCalled();
    settings.getState().change({ checkKernels: false });
    program.getState().setAll('fused');
    expect(check).not.toHaveBeenCalled();
    settings.getState().change({ checkKernels: true });
    expect(check).toHaveBeenCalledTimes(1);
  });

  it('reports kernels that do not compile before it ends, and remembers them with what it finds', async () => {
    const memory = cells();
    const { engine, selfTest, end } = visit(memory, { prepare: async () => succeeded([uncompiled]) });
    await engine.getState().start();
    await turns();
    expect(selfTest.getState()).toMatchObject({ at: 'checking', suspects: [uncompiled] });
    selfTest.getState().dismiss();
    await end(ok({ ...good, suspects: [uncompiled, suspect] }));
    expect(selfTest.getState()).toMatchObject({ suspects: [uncompiled, suspect], dismissed: false });
    const second = visit(memory);
    await second.engine.getState().start();
    expect(second.selfTest.getState().suspects).toEqual([uncompiled, suspect]);
  });

  it('can be overruled, until a model is loaded again', async () => {
    const { engine, selfTest, avoidedNow, end } = visit();
    await engine.getState().start();
    await end(ok({ ...good, suspects: [suspect, uncompiled] }));
    selfTest.getState().overrule('gate_up');
    expect(avoidedNow()).toEqual({ down: 'it does not compile' });
    await load(engine, { context: 512, weights: 'stored', cache: 'f32' });
    expect(avoided(selfTest.getState())).toEqual({ gate_up: 'it is wrong', down: 'it does not compile' });
  });

  it('remembers a limited number of results, and nothing that is not a result', async () => {
    const memory = cells();
    const of = (name: string) => ({ of: name, check: good });
    const keep = (checks: unknown[]) =>
      memory.setItem('plumbline.gate', JSON.stringify({ state: { checks }, version: 2 }));
    keep(Array.from({ length: maxStored }, (_, n) => of(`${n}`)));
    const { engine, selfTest, end } = visit(memory);
    await engine.getState().start();
    await end(ok(good));
    expect(selfTest.getState().checks).toHaveLength(maxStored);
    expect(selfTest.getState().checks[0]!.of).toBe('1');
    keep([{ of: 'x', check: { ...good, suspects: [{ ...suspect, step: 'no such step' }] } }]);
    expect(visit(memory).selfTest.getState().checks).toEqual([]);
  });
});

describe('a closer look', () => {
  it('fuses the suspected steps and no others', () => {
    const oneKernel: Suspect = { ...suspect, step: 'rope', run: ['rope', 'attention'] };
    const sampler: Suspect = { ...suspect, step: 'sample', run: ['sample'] };
    expect(closerLook([suspect, oneKernel, sampler])).toEqual({
      prompt: null,
      program: { ...uniformProgram('reference'), gate_up: 'fused', rope: 'fused', attention: 'fused', sample: 'fused' },
      fault: null,
      bisect: false,
    });
  });
});
