/** Fakes of the worker's end, for the stores' tests. */
import type { Failure, Result } from '../../result.ts';
import type { AdapterDescription, CheckpointSummary, EngineApi, LoadedModel, LoadOptions } from '../../worker/api.ts';
import { createEngine } from './engine.ts';

export const adapter: AdapterDescription = {
  vendor: 'acme',
  architecture: 'one',
  device: '',
  description: '',
  isFallback: false,
  features: [],
  subgroupSizes: null,
  multipliesMatrices: false,
  maxBindingBytes: 2 ** 30,
};

export function summary(name: string): CheckpointSummary {
  return {
    name,
    config: {
      vocabSize: 512,
      hiddenSize: 64,
      ffnSize: 192,
      layers: 4,
      heads: 4,
      kvHeads: 2,
      headDim: 32,
      maxPositions: 40960,
      ropeTheta: 1e6,
      rmsNormEps: 1e-6,
      tied: true,
    },
    parameters: 1000,
    dtypes: ['F32'],
    weightBytes: 4000,
    gpuBytes: { stored: 4000, '8-bit': 1000, '4-bit': 600 },
    kvBytesPerToken: { f32: 2048, f16: 1024 },
    recommended: null,
    switchesThinking: true,
    takesTools: true,
    cannotChat: null,
  };
}

const plainGains = { mean: 1, std: 0, max: 1, nonFinite: 0 };

export function loadedModel(name: string, { context, weights, cache }: LoadOptions): LoadedModel {
  return {
    ...summary(name),
    hash: name,
    context,
    weights: { choice: weights, bytes: 4000, error: null },
    cache: { type: cache, error: null },
    unavailable: {},
    kernels: 'first',
    gains: { layers: [], final: plainGains },
    loadMs: 1,
  };
}

export function succeeded<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed(failure: Failure): Result<never> {
  return { ok: false, failure };
}

/** A promise that stays pending. */
export const never = new Promise<never>(() => {});

/**
 * An engine that loads any checkpoint, by its name. `overrides` implement other methods. Methods that are not
 * implemented fail.
 */
export function fakeApi(overrides: Partial<EngineApi> = {}): EngineApi {
  const arranged: Partial<EngineApi> = {
    open: async () => succeeded(adapter),
    lost: () => never,
    configure: async () => succeeded(undefined),
    reachHub: async () => succeeded(undefined),
    async inspect(location) {
      const name = location.kind === 'hub' ? location.id : 'demo';
      return succeeded({ handle: name, summary: summary(name) });
    },
    release: async () => succeeded(undefined),
    load: async (handle, options) => succeeded(loadedModel(handle, options)),
    resize: async (context) => succeeded(loadedModel('demo', { context, weights: 'stored', cache: 'f32' })),
    prepare: async () => succeeded([]),
    countTokens: async () => succeeded(1),
    ping: async () => succeeded(undefined),
    stop: async () => succeeded(undefined),
    ...overrides,
  };
  return new Proxy(arranged as EngineApi, {
    get: (target, method) =>
      Reflect.get(target, method) ??
      (async () => failed({ kind: 'bad-request', message: `${String(method)} was not arranged` })),
  });
}

/** The store of an engine that connects to `workers` in turn. A pair also has the promise of that worker's crash. */
export function fakeEngine(...workers: (EngineApi | [EngineApi, Promise<Failure>])[]) {
  return createEngine({
    connect() {
      const next = workers.shift()!;
      const [api, crashed] = Array.isArray(next) ? next : [next, never];
      return { api, crashed, end: () => {} };
    },
    schedule: (run) => run(),
    now: () => 0,
    pageAddress: 'https://example.org/app/',
  });
}

/** The same with `demo` loaded. */
export async function startedEngine(overrides: Partial<EngineApi> = {}) {
  const engine = fakeEngine(fakeApi(overrides));
  await engine.getState().start();
  return engine;
}

/** Lets the callbacks of settled promises run. */
export function turns(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** For `vi.waitFor`: parts of the page are fetched when they are first needed, which takes as long as it takes. */
export const inTime = { timeout: 600_000, interval: 1 };
