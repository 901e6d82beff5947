/** Outputs of kernels as they lie in GPU memory, and as values. */
import { formatOfCache } from '../../kernels/attention/cache.ts';
import { formatOf } from '../../kernels/formats/formats.ts';
import type { CacheType } from '../../vocabulary/cache_type.ts';

/** Outputs hold this before a trial, so that a value never written shows: a NaN that no kernel computes. */
export const unwritten = 0x7fc0dead;

/** The same in f16. */
const unwrittenHalf = 0x7ead;

/** The word that outputs of a type hold before a trial. */
export const unwrittenWords: Readonly<Record<CacheType, number>> = {
  f32: unwritten,
  f16: (unwrittenHalf << 16) | unwrittenHalf,
};

/** The f32 values of an output. What was never written is {@link unwritten}. */
export function readOutput(type: CacheType, bytes: ArrayBuffer): Float32Array<ArrayBuffer> {
  if (type === 'f32') return new Float32Array(bytes);
  const halves = new Uint16Array(bytes);
  const values = Float32Array.from(formatOf(formatOfCache[type]).decode(new Uint8Array(bytes), halves.length));
  const bits = new Uint32Array(values.buffer);
  halves.forEach((half, at) => {
    if (half === unwrittenHalf) bits[at] = unwritten;
  });
  return values;
}

/** Values as a cache of `type` holds them. */
export function asOutput(type: CacheType, values: Float32Array): Uint8Array<ArrayBuffer> {
  return formatOf(formatOfCache[type]).encode(values);
}
