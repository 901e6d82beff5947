import {
  formatOf,
  isDense,
  type CompositeType,
  type QuantisedType,
  type StoredType,
} from '../../kernels/formats/formats.ts';
import type { CompositePart } from '../../model/checkpoint/composite/composite.ts';
import type { TensorEntry } from '../../model/checkpoint/safetensors/safetensors.ts';
import type { Bytes } from '../../model/checkpoint/sources/source.ts';
import { decodeFloats } from './floats.ts';
import { decodeGgml, isGgml } from './ggml.ts';
import { decodeSpread } from './spread.ts';

/** The bytes of one tensor that some rows of a weight need; `weight` where it is the whole weight. */
export interface PublishedPart {
  kind: CompositePart['kind'] | 'weight';
  dtype: TensorEntry['dtype'];
  /** Of the whole tensor. */
  shape: readonly number[];
  bytes: Bytes;
}

/** Neighbouring rows of a weight as its checkpoint publishes them. */
export interface PublishedRows {
  type: StoredType | CompositeType;
  /** Of the whole weight: rows, and elements of one. */
  outputs: number;
  inputs: number;
  first: number;
  count: number;
  parts: PublishedPart[];
  /** What the weight was made into while loading; null where it is held as stored. */
  quantised: QuantisedType | null;
}

/** What the rows are worth, [count, inputs]. */
export function valuesOf(rows: PublishedRows): Float64Array {
  const values = decoded(rows);
  if (rows.quantised === null) return values;
  const { encode, decode } = formatOf(rows.quantised);
  return decode(encode(values), values.length);
}

function decoded(rows: PublishedRows): Float64Array {
  const { type, parts } = rows;
  if (isDense(type)) return decodeFloats(parts[0]!.bytes, type);
  return isGgml(type) ? decodeGgml(parts[0]!.bytes, type) : decodeSpread(rows);
}
