import type { Page } from '@playwright/test';
import { uniformProgram } from '../../../src/vocabulary/program.ts';
import { greedySettings } from '../../../src/vocabulary/sampling_settings.ts';
import { small, test, valueOf, type Engine } from '../../fixtures/engine.ts';
import { beforeWorkers } from '../../fixtures/probe.ts';
import { expect } from '../../test.ts';

type Call = 'writeBuffer' | 'submit' | 'mapAsync';

/** In the worker: destroys the device that makes the `left`th `call` from now on. */
interface Doom {
  call: Call;
  left: number;
}

function install(): void {
  const { prototype } = GPUAdapter;
  const request = Reflect.get(prototype, 'requestDevice');
  let device: GPUDevice;
  prototype.requestDevice = async function (descriptor) {
    device = await request.call(this, descriptor);
    return device;
  };
  const watch = (prototype: object, call: Call) => {
    const original = Reflect.get(prototype, call) as (...args: unknown[]) => unknown;
    Reflect.set(prototype, call, function (this: unknown, ...args: unknown[]) {
      const { doom } = globalThis as unknown as { doom?: Doom };
      if (doom?.call === call && --doom.left === 0) device.destroy();
      return original.apply(this, args);
    });
  };
  watch(GPUQueue.prototype, 'writeBuffer');
  watch(GPUQueue.prototype, 'submit');
  watch(GPUBuffer.prototype, 'mapAsync');
}

function loseAt(page: Page, doom: Doom): Promise<unknown> {
  return page.workers()[0]!.evaluate((doom) => Object.assign(globalThis, { doom }), doom);
}

const program = uniformProgram('reference');

async function load(engine: Engine) {
  engine.forget();
  return engine.load(small, 'stored', 128);
}

const messages = [{ role: 'user' as const, content: 'Tell me something.' }];
const answer = (engine: Engine) => engine.chat({ messages, thinking: false, sampling: greedySettings, maxTokens: 8 });

const stages: [string, Doom, (engine: Engine) => Promise<unknown>][] = [
  ['load', { call: 'writeBuffer', left: 9 }, async (engine) => load(engine).catch(String)],
  ['prefill', { call: 'submit', left: 1 }, async (engine) => (await answer(engine)).result],
  ['decode', { call: 'submit', left: 6 }, async (engine) => (await answer(engine)).result],
  ['readback', { call: 'mapAsync', left: 4 }, async (engine) => (await answer(engine)).result],
  [
    'diagnose',
    { call: 'mapAsync', left: 3 },
    (engine) => engine.diagnose({ prompt: null, program: uniformProgram('fused'), fault: null, bisect: false }),
  ],
  [
    'bench',
    { call: 'submit', left: 3 },
    (engine) => engine.bench({ programs: [program], contexts: [8], prefills: [8], tokens: 64 }),
  ],
];

test('a device that is destroyed at any stage is said to be lost, and the next one answers as the first did', async ({
  freshEngine,
}) => {
  const engine = await freshEngine((page) => beforeWorkers(page, install));
  await load(engine);
  await engine.configure({ program });
  const { events } = await answer(engine);
  const texts = (all: typeof events) => all.map((event) => (event.type === 'text' ? event.text : '')).join('');
  expect(texts(events)).not.toBe('');
  for (const [stage, doom, run] of stages) {
    await test.step(stage, async () => {
      await loseAt(engine.page, doom);
      const result = await run(engine);
      expect(JSON.stringify(result)).toMatch(/device-lost.*The GPU was lost.*reload the model to go on/);
      await load(engine);
      const again = await answer(engine);
      valueOf(again.result);
      expect(texts(again.events)).toBe(texts(events));
    });
  }
});
