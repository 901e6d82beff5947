/** Stand-ins for the worker's end, for the stores' tests. */
import type { Failure, Result } from '../../result.ts';
import type {
  AdapterDescription,
  CheckpointLocation,
  CheckpointSummary,
  LoadedModel,
  LoadOptions,
} from '../../worker/api.ts';
import type { EngineClient } from './client.ts';

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
    kvBytesPerToken: 2048,
    recommended: { temperature: null, topK: null, topP: null },
    cannotChat: null,
  };
}

const plainGains = { mean: 1, std: 0, max: 1, nonFinite: 0 };

export function loadedModel(name: string, { context, weights }: LoadOptions): LoadedModel {
  return {
    ...summary(name),
    hash: name,
    context,
    weights: { choice: weights, bytes: 4000, error: null },
    unavailable: {},
    kernels: 'first',
    gains: { layers: [], final: plainGains },
    loadMs: 1,
  };
}

export function failed(failure: Failure): Result<never> {
  return { ok: false, failure };
}

const nameOf = (location: CheckpointLocation) => (location.kind === 'hub' ? location.id : 'demo');

/** A worker on which everything works, except as `overrides` say. */
export function fakeClient(overrides: Partial<EngineClient> = {}): EngineClient {
  return {
    crashed: new Promise(() => {}),
    open: async () => ({ ok: true, value: adapter }),
    lost: () => new Promise(() => {}),
    inspect: async (location) => ({ ok: true, value: summary(nameOf(location)) }),
    load: async (location, options) => ({ ok: true, value: loadedModel(nameOf(location), options) }),
    chat: async () => failed({ kind: 'bad-request', message: 'no answer was arranged' }),
    faults: async () => [],
    diagnose: async () => failed({ kind: 'bad-request', message: 'no diagnosis was arranged' }),
    bench: async () => failed({ kind: 'bad-request', message: 'no benchmark was arranged' }),
    tryRemedies: async () => failed({ kind: 'bad-request', message: 'no remedies were arranged' }),
    answeredOn: async () => null,
    watchAgain: async () => failed({ kind: 'bad-request', message: 'no token was arranged' }),
    setProgram: () => {},
    trace: async () => failed({ kind: 'bad-request', message: 'no trace was arranged' }),
    setFaults: () => {},
    setWatchdog: () => {},
    prepare: async () => [],
    check: async () => failed({ kind: 'bad-request', message: 'no check was arranged' }),
    setAvoided: () => {},
    setMeasuring: () => {},
    setWatching: () => {},
    stop: () => {},
    ...overrides,
  };
}

/** Lets promises that are settled already run what waits on them. */
export function turns(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
