/** Model and adapter, as all of the engine's reports describe them. */
import * as v from 'valibot';
import { maxLayers, text, whole } from './fields.ts';

const size = v.pipe(whole(10_000_000), v.minValue(1));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

/** Counts of bytes or values, which have no bound of their own. */
export const counted = whole(Number.MAX_SAFE_INTEGER);

const yarn = v.strictObject({
  factor: positive,
  originalPositions: size,
  betaFast: positive,
  betaSlow: positive,
  truncate: v.boolean(),
  attentionFactor: positive,
});

export const config = v.strictObject({
  vocabSize: size,
  hiddenSize: size,
  ffnSize: size,
  layers: v.pipe(size, v.maxValue(maxLayers)),
  heads: size,
  kvHeads: size,
  headDim: size,
  maxPositions: size,
  ropeTheta: positive,
  yarn: v.exactOptional(yarn),
  rmsNormEps: positive,
  tied: v.boolean(),
});

export const adapter = v.strictObject({
  vendor: text(200),
  architecture: text(200),
  device: text(200),
  description: text(200),
  isFallback: v.boolean(),
  features: v.pipe(v.array(text(100)), v.maxLength(200)),
  subgroupSizes: v.nullable(v.tuple([whole(4096), whole(4096)])),
  multipliesMatrices: v.boolean(),
  maxBindingBytes: counted,
});
