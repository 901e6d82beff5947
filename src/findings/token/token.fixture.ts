/** Random findings of tokens, for tests. */
import { programNames } from '../../vocabulary/program.ts';
import * as fc from 'fast-check';
import type { TokenFigures } from '../../worker/api.ts';
import {
  adapter,
  cache,
  common,
  config,
  fault,
  hash,
  program,
  real,
  source,
  text,
  weights,
  whole,
} from '../finding.fixture.ts';
import type { TokenFinding } from '../format/finding.ts';
import type { TokenSpec } from '../format/spec.ts';
import { attentionFigures, rowFigures, watchedStages, troubleKinds } from '../../vocabulary/token_statistics.ts';
import { recordedOf } from '../format/token.ts';
import { tints } from './tint.ts';

const ids = fc.oneof(
  fc.array(whole(0xffff_ffff), { minLength: 1, maxLength: 80 }),
  fc.array(whole(0xffff_ffff), { minLength: 4096, maxLength: 4096 }),
);
const position = whole(1_000_000);
const counted = fc.record({ show: fc.constant('counted' as const), count: fc.integer({ min: 1, max: 1_000_000 }) });

/** Any token that can be run again. */
export const anyTokenSpec: fc.Arbitrary<TokenSpec> = fc.record({
  kind: fc.constant('live' as const),
  model: fc.record({ name: text(200), hash }),
  source,
  weights,
  cache,
  program,
  fault,
  prompt: fc.oneof(fc.record({ show: fc.constant('shown' as const), tokens: ids }), counted),
  from: position,
});

const share = { before: real, after: real };
const odds = fc.record({
  name: fc.option(text(200), { nil: null }),
  own: fc.option(fc.record({ ...share, rank: fc.maxSafeNat() }), { nil: null }),
  entropy: fc.record(share),
  kept: fc.maxSafeNat(),
  likeliest: fc.array(fc.record({ ...share, name: text(200) }), { maxLength: 10 }),
  answer: fc.option(
    fc
      .array(
        fc.record({
          text: text(200),
          probability: fc.option(real, { nil: null }),
          entropy: real,
          other: fc.option(real, { nil: null }),
        }),
        { minLength: 1, maxLength: 20 },
      )
      .chain((tokens) =>
        fc.record({
          tint: fc.constantFrom(...tints),
          at: whole(tokens.length - 1),
          tokens: fc.constant(tokens),
        }),
      ),
    { nil: null },
  ),
});

const stage = fc.constantFrom(...watchedStages);
const trouble = fc.record({
  layer: whole(255),
  stage,
  kind: fc.constantFrom(...troubleKinds),
  count: fc.maxSafeNat(),
  of: fc.maxSafeNat(),
  absmax: real,
});
const figures = <K extends string>(names: readonly K[], length: number) =>
  fc
    .tuple(...names.map(() => fc.array(real, { minLength: length, maxLength: length })))
    .map((all) => Object.fromEntries(names.map((name, n) => [name, all[n]!])) as Record<K, number[]>);
const lensedLayer = fc.record({
  likeliest: fc.array(fc.record({ id: whole(0xffff_ffff), name: text(400), share: real }), { maxLength: 5 }),
  entropy: real,
});
const token = (layers: number) =>
  fc.record({
    position,
    program,
    set: fc.constantFrom(...programNames),
    layers: fc.constant(layers),
    rows: figures([...rowFigures, 'channel'] as const, watchedStages.length * layers),
    attention: figures(attentionFigures, layers),
    trouble: fc.option(trouble, { nil: null }),
    lens: fc.option(
      fc.record({ layers: fc.array(lensedLayer, { minLength: layers, maxLength: layers }), gpuMs: fc.option(real) }),
    ),
  });

/** Any token that a picture may carry, figures that are no numbers included. */
export const anyToken: fc.Arbitrary<TokenFinding> = fc.integer({ min: 1, max: 5 }).chain((layers) =>
  fc.record({
    ...common,
    kind: fc.constant('live' as const),
    weights,
    cache,
    prompt: fc.oneof(
      fc.record({ show: fc.constant('shown' as const), tokens: ids, text: fc.option(text(1000), { nil: null }) }),
      counted,
    ),
    live: fc.record({
      model: fc.record({ name: text(200), hash, config: config.map((config) => ({ ...config, layers })) }),
      adapter,
      fault,
      sampling: fc.record({
        temperature: real,
        topK: real,
        topP: real,
        minP: real,
        repetitionPenalty: real,
        seed: real,
      }),
      from: position,
      plot: fc.oneof(
        fc.record({ of: fc.constant('row' as const), figure: fc.constantFrom(...rowFigures), stage }),
        fc.record({ of: fc.constant('attention' as const), figure: fc.constantFrom(...attentionFigures) }),
      ),
      token: token(layers),
      others: fc.array(token(layers), { maxLength: 2 }),
      first: fc.option(token(layers), { nil: null }),
      odds: fc.option(odds, { nil: null }),
    }),
  }),
);

/** A token of two layers, every figure 1 but the largest values, which are 10 a stage, and in layer 1 twice that. */
export function plainToken(change: (token: TokenFigures) => void = () => {}): TokenFigures {
  const rows = watchedStages.length * 2;
  const ones = (length: number) => new Float32Array(length).fill(1);
  const [anyProgram] = fc.sample(program, { seed: 1, numRuns: 1 });
  const token: TokenFigures = {
    position: 7,
    program: anyProgram!,
    set: 'fused',
    layers: 2,
    rows: {
      rms: ones(rows),
      mean: ones(rows),
      std: ones(rows),
      absmax: Float32Array.from({ length: rows }, (_, i) => 10 * (1 + Math.floor(i / 2)) * (1 + (i % 2))),
      channel: Float32Array.from({ length: rows }, (_, i) => i),
      nonFinite: new Float32Array(rows),
      beyondF16: new Float32Array(rows),
      zeros: new Float32Array(rows),
      inverseScale: ones(rows),
    },
    attention: { largestLogit: ones(2), entropy: ones(2), firstShare: ones(2) },
    trouble: null,
    lens: null,
  };
  change(token);
  return token;
}

/** A finding of {@link plainToken}. */
export function tokenFindingOf(token: TokenFigures): TokenFinding {
  const [any] = fc.sample(
    anyToken.filter(({ live }) => live.token.layers === 2),
    { seed: 1, numRuns: 1 },
  );
  return {
    ...any!,
    cache: 'f32',
    live: { ...any!.live, token: recordedOf(token), others: [], first: null, odds: null },
  };
}
