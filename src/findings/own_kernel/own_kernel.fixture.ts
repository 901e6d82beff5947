/** Random findings of kernels that persons brought, for tests. */
import * as fc from 'fast-check';
import { batchShapes } from '../../vocabulary/batch_shape.ts';
import {
  adapter,
  cache,
  common,
  config,
  hash,
  label,
  real,
  replayed,
  source,
  text,
  trial,
  weights,
  whole,
} from '../finding.fixture.ts';
import type { KernelTime, KernelTrial, ReplayedStage } from '../../worker/api.ts';
import type { KernelFinding } from '../format/finding.ts';
import type { RecordedKernel } from '../format/own_kernel.ts';
import type { KernelSpec } from '../format/spec.ts';

const wgsl = fc.oneof(
  text(4000),
  fc.constantFrom('fn product_add() {}\r\n\t// \u202e```\n', 'ä'.repeat(32_768), ' '.repeat(65_536)),
);
const withheldOr = <T>(any: fc.Arbitrary<T>) => fc.option(any, { nil: null });
const seed = whole(0xffff_ffff);

/** Any kernel that can be tried again, or could if its text were shared. */
export const anyKernelSpec: fc.Arbitrary<KernelSpec> = fc.record({
  kind: fc.constant('kernel' as const),
  model: fc.record({ name: text(200), hash }),
  source,
  weights,
  cache,
  kernel: withheldOr(label),
  seed,
  text: withheldOr(text(4000)),
});

const message = fc.record({
  type: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
  text: withheldOr(text(2000)),
  file: withheldOr(text(200)),
  line: withheldOr(fc.maxSafeNat()),
  column: withheldOr(fc.maxSafeNat()),
});
const about = {
  schema: fc.constant(1 as const),
  model: fc.record({ name: text(200), hash, config }),
  adapter,
  text: withheldOr(wgsl),
  seed,
};
const tried = fc.record({
  ...about,
  kernel: label,
  compiled: fc.constant(true),
  messages: fc.array(message, { maxLength: 3 }),
  alone: fc.array(trial, { maxLength: 12 }),
  replay: fc.array(replayed, { maxLength: 12 }),
  times: fc
    .subarray([...batchShapes])
    .chain((shapes) =>
      fc.tuple(...shapes.map((shape) => fc.record({ shape: fc.constant(shape), own: real, onFile: real }))),
    ),
});
const uncompiled = fc.record({
  ...about,
  kernel: withheldOr(label),
  compiled: fc.constant(false),
  messages: fc.array(
    message.map((one) => ({ ...one, type: 'error' as const })),
    { minLength: 1, maxLength: 5 },
  ),
  alone: fc.constant<KernelTrial[]>([]),
  replay: fc.constant<ReplayedStage[]>([]),
  times: fc.constant<KernelTime[]>([]),
});

/** Any verdict on a kernel that a picture may carry. */
export const anyKernel: fc.Arbitrary<KernelFinding> = fc.record({
  ...common,
  kind: fc.constant('kernel' as const),
  weights,
  cache,
  kernel: fc.oneof(tried, uncompiled),
});

const evidence = fc.sample(replayed, { seed: 3, numRuns: 1 })[0]!.evidence;

/** A kernel of two trials and two layers, as plain as can be; wrong by `error` where that is given. */
export function kernelOf(error: number | null, change: Partial<RecordedKernel> = {}): KernelFinding {
  const [plain] = fc.sample(fc.record({ ...common, kernel: tried, weights, cache }), { seed: 5, numRuns: 1 });
  const bad = error !== null;
  const trialOf = (inputs: string, seed: number) => ({
    step: 'down' as const,
    kernel: 'product_add',
    inputs,
    seed,
    bound: 1e-6,
    bad,
    error: error ?? 1e-7,
  });
  const stage = (layer: number) => ({
    layer,
    steps: ['down' as const],
    shape: 'one' as const,
    stage: 'mlp_residual',
    floor: 1e-7,
    bad,
    evidence: { ...evidence, error: error ?? 1e-7 },
  });
  return {
    ...plain!,
    kind: 'kernel',
    kernel: {
      ...plain!.kernel,
      kernel: 'product_add',
      text: 'fn product_add() {}\n',
      seed: 7,
      messages: [],
      alone: [trialOf('large values (F32, inputs 189)', 7), trialOf('tiny values (F32, inputs 189)', 8)],
      replay: [stage(0), stage(1)],
      times: [{ shape: 'one', own: 10, onFile: 25 }],
      ...change,
    },
  };
}
