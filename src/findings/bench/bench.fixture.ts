/** Random benchmarks, for the tests of sharing. */
import { programNames } from '../../vocabulary/program.ts';
import * as fc from 'fast-check';
import { adapter, cache, common, config, hash, program, real, source, text, weights } from '../finding.fixture.ts';
import type { BenchFinding } from '../format/finding.ts';
import type { BenchSpec } from '../format/spec.ts';

const tokens = fc.integer({ min: 1, max: 1_000_000 });
const lengths = fc.array(tokens, { minLength: 1, maxLength: 16 });
const request = fc.record({
  programs: fc.array(program, { minLength: 1, maxLength: 8 }),
  contexts: lengths,
  prefills: lengths,
  tokens,
});

/** Any benchmark that can be run again. */
export const anyBenchSpec: fc.Arbitrary<BenchSpec> = fc.record({
  kind: fc.constant('bench' as const),
  model: fc.record({ name: text(200), hash }),
  source,
  weights,
  cache,
  request,
});

const name = fc.constantFrom(...programNames);
const maybe = fc.option(real, { nil: null });
const model = fc.record({
  name: text(200),
  hash,
  config,
  parameters: fc.maxSafeNat(),
  dtypes: fc.array(text(40), { maxLength: 3 }),
  weights: fc.record({
    choice: weights,
    bytes: fc.maxSafeNat(),
    error: fc.option(fc.record({ overall: real, worst: fc.record({ tensor: text(200), error: real }) }), { nil: null }),
  }),
  cache: fc.record({
    type: cache,
    error: fc.option(fc.record({ tokens: fc.maxSafeNat(), keys: real, values: real, logits: real }), { nil: null }),
  }),
});
const decoded = (context: number) =>
  fc.record({
    program: name,
    context: fc.constant(context),
    tokensPerSecond: real,
    p10: real,
    msPerToken: real,
    watchedShare: real,
    gpuMsPerToken: maybe,
    dispatches: fc.maxSafeNat(),
    bytes: fc.maxSafeNat(),
    bandwidthShare: real,
    timeToFirstTokenMs: maybe,
  });
const prefilled = (tokens: number) =>
  fc.record({ program: name, tokens: fc.constant(tokens), ms: real, tokensPerSecond: real });
const steps = fc.array(
  fc.record({ program: name, step: fc.constantFrom('embed' as const, 'qkv' as const, 'logits' as const), us: real }),
  { maxLength: 9 },
);

/** Any benchmark that a picture may carry, times that are no numbers included. */
export const anyBench: fc.Arbitrary<BenchFinding> = request.chain((request) => {
  const rows = <T>(lengths: number[], row: (length: number) => fc.Arbitrary<T>) =>
    fc.tuple(...request.programs.flatMap(() => lengths.map(row)));
  return fc.record({
    ...common,
    kind: fc.constant('bench' as const),
    bench: fc.record({
      request: fc.constant(request),
      report: fc.record({
        schema: fc.constant(1 as const),
        model,
        adapter,
        loadMs: real,
        copyBytesPerSecond: real,
        decode: rows(request.contexts, decoded),
        prefill: rows(request.prefills, prefilled),
        steps,
      }),
    }),
  });
});

/** A benchmark of fused and reference at 128 and 1,024: the fused one `speed` times as fast, on an adapter named `on`. */
export function benchOf(speed: number, on = 'one'): BenchFinding {
  const [any] = fc.sample(anyBench, { seed: 1, numRuns: 1 });
  const { report } = any!.bench;
  const uniform = (set: 'fused' | 'reference') =>
    Object.fromEntries(Object.keys(fc.sample(program, 1)[0]!).map((step) => [step, set])) as ReturnType<
      typeof program.generate
    >['value'];
  const rows = (['fused', 'reference'] as const).flatMap((set) =>
    [128, 1024].map((length) => ({
      program: set,
      length,
      rate: ((set === 'fused' ? speed : 1) * 128_000) / (length * 50),
    })),
  );
  return {
    ...any!,
    bench: {
      request: {
        programs: [uniform('fused'), uniform('reference')],
        contexts: [128, 1024],
        prefills: [128, 1024],
        tokens: 96,
      },
      report: {
        ...report,
        adapter: { ...report.adapter, description: on, isFallback: false },
        decode: rows.map(({ program, length, rate }) => ({
          program,
          context: length,
          tokensPerSecond: rate,
          p10: rate,
          msPerToken: 1000 / rate,
          watchedShare: 0,
          gpuMsPerToken: null,
          dispatches: 10,
          bytes: 1000,
          bandwidthShare: 0.5,
          timeToFirstTokenMs: null,
        })),
        prefill: rows.map(({ program, length, rate }) => ({
          program,
          tokens: length,
          ms: 1000 / rate,
          tokensPerSecond: 10 * rate,
        })),
        steps: [{ program: 'fused', step: 'qkv', us: 10 }],
      },
    },
  };
}
