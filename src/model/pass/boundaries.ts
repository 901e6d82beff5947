import type { Batch, Command } from '../../gpu/recording.ts';
import { countRows } from '../../gpu/recording.ts';
import { onlyCachePiece, type LayerCache } from '../../kernels/operands.ts';
import { cacheElementBytes, type CacheType } from '../../vocabulary/cache_type.ts';
import type { Tap } from './forward.ts';
import type { Family } from '../families/family.ts';
import type { Stage } from '../../vocabulary/stages.ts';

/** Part of a buffer that a step writes its result to: rows of `width` values. */
export interface Output {
  stage: Stage;
  /** What the values are in. */
  type: CacheType;
  width: number;
  buffer: GPUBuffer;
  offset: number;
  bytes: number;
  /** The step writes every byte from this one on; the bytes before it are earlier rows of the cache. */
  freshFrom: number;
}

/** What commands write to activations at the boundaries of `family`, by the stages that they mark. */
export function markedOutputs(family: Family, commands: readonly Command<Tap>[], batch: Batch): Output[] {
  return commands.flatMap((command) => {
    if (command.kind !== 'mark' || !family.boundaries.has(command.mark.stage)) return [];
    const { stage, activation } = command.mark;
    const { binding, width, rows } = activation;
    const bytes = countRows(rows, batch) * width * 4;
    return { stage, type: 'f32', width, buffer: binding.buffer, offset: binding.offset, bytes, freshFrom: 0 };
  });
}

/** Cached positions before a batch that are compared with it. All of a long context would be megabytes per layer. */
const maxBefore = 64;

/** The end of the cache, which must be in one piece, including a batch, whose rows alone are to be written. */
export function cachedOutputs({ cached }: Family, cache: LayerCache, batch: Batch): Output[] {
  const { keys, values, heads } = onlyCachePiece(cache);
  const width = heads * cache.stride;
  const rowBytes = width * cacheElementBytes[cache.type];
  const before = Math.min(maxBefore, batch.start);
  const first = (batch.start - before) * rowBytes;
  const size = { type: cache.type, width, bytes: (before + batch.tokens) * rowBytes, freshFrom: before * rowBytes };
  return [
    { stage: cached.keys, ...size, buffer: keys.buffer, offset: keys.offset + first },
    { stage: cached.values, ...size, buffer: values.buffer, offset: values.offset + first },
  ];
}
