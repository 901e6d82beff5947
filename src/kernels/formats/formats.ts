import { bf16 } from './bf16.ts';
import { f16 } from './f16.ts';
import { f32 } from './f32.ts';
import type { WeightFormat } from './format.ts';
import { q4_0 } from './ggml/q4_0.ts';
import { q4_k } from './ggml/q4_k.ts';
import { q5_k } from './ggml/q5_k.ts';
import { q6_k } from './ggml/q6_k.ts';
import { q8_0 } from './ggml/q8_0.ts';
import { affineFormats, type AffineType } from './grouped/affine.ts';
import { fp8 } from './grouped/fp8.ts';
import { zeroPointFormats, type ZeroPointType } from './grouped/zero_point.ts';
import { q4 } from './q4.ts';
import { q8 } from './q8.ts';

/** Formats of GGUF files. */
const ggml = [q8_0, q4_0, q4_k, q5_k, q6_k] as const;

/** Every weight format. Each has a decoder in shaders/formats, shaders/ggml or shaders/grouped, where weight.wgsl and blocks.wgsl list them. */
const formats = [f32, f16, bf16, q8, q4, ...ggml, fp8, ...affineFormats, ...zeroPointFormats] as const;

type Format = (typeof formats)[number];
export type WeightType = Format['name'];
/** What files store. */
export type StoredType = Extract<Format, { stored: object }>['name'];
/** What files spread over several tensors. */
export type CompositeType = 'FP8' | AffineType | ZeroPointType;
/** What a norm's gains come in, and what can be quantised. */
export type DenseType = Extract<Format, { dense: object }>['name'];
/** What is made while loading. */
export type QuantisedType = Extract<Format, { quantised: object }>['name'];

const byName = Object.fromEntries(formats.map((format) => [format.name, format])) as Record<WeightType, WeightFormat>;

export const formatNames = formats.map(({ name }) => name);
/** What checks take in turn: all, but of the grouped formats one for each way in which their decoder reads a tensor. */
export const formatsInTurn = [
  ...([f32, f16, bf16, q8, q4, ...ggml, fp8] as const).map(({ name }) => name),
  ...(['AFFINE4_G64_BF16', 'AFFINE8_G32_F16', 'INT4_G128'] as const),
] satisfies WeightType[];
export const compositeTypes = [fp8, ...affineFormats, ...zeroPointFormats].map(
  ({ name }) => name,
) satisfies CompositeType[];
export const storedTypes = formats.filter(({ stored }) => stored !== null).map(({ name }) => name) as StoredType[];
export const denseTypes = formats.filter(({ dense }) => dense !== null).map(({ name }) => name) as DenseType[];
export const quantisedTypes = formats
  .filter(({ quantised }) => quantised !== null)
  .map(({ name }) => name) as QuantisedType[];

/** `F32, F16 or BF16`. */
export const denseInWords = denseTypes.join(', ').replace(/, (\w+)$/, ' or $1');

/** What `weight_type` is for each. */
export const weightTypes = Object.fromEntries(formats.map(({ name, code }) => [name, code])) as Record<
  WeightType,
  number
>;

/** ggml's K formats. */
export const kFormats: readonly WeightType[] = [q4_k, q5_k, q6_k].map(({ name }) => name);

/**
 * Whether one kernel reads rows of all of these types, of `columns` each: chunks of the K formats have the same places in a row, if rows are
 * whole superblocks, and files mix these formats within a layer.
 */
export function areReadTogether(types: readonly WeightType[], columns: number): boolean {
  if (types.every((type) => type === types[0])) return true;
  return types.every((type) => kFormats.includes(type)) && columns % q4_k.unit.elements === 0;
}

export function isDense(type: WeightType): type is DenseType {
  return byName[type].dense !== null;
}

export function formatOf<T extends WeightType>(type: T): WeightFormat & Extract<Format, { name: T }> {
  return byName[type] as WeightFormat & Extract<Format, { name: T }>;
}
