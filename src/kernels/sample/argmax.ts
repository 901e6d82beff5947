import type { Recorder } from '../../gpu/recording.ts';
import argmax from '../../../shaders/sample/argmax.wgsl';
import argmaxParts from '../../../shaders/sample/argmax_parts.wgsl';
import type { AdapterTraits } from '../adapter_traits.ts';
import { sourceOf } from '../compose.ts';
import type { Activation } from '../operands.ts';

/** Workgroups of the first dispatch: few enough for the one workgroup of the second. */
const maxGroups = 1024;
/** Logits per invocation of the first dispatch, a power of two. Larger vocabularies have more. */
const minEach = 4;

/** u32 values between the two dispatches: a key and an id for every workgroup. */
export const argmaxPartsSize = 2 * maxGroups;

/** Invocations per workgroup. */
export function argmaxSizes({ isCpu }: AdapterTraits): number {
  return isCpu ? 16 : 256;
}

/**
 * Writes the id of the largest finite logit of the batch's last token, the lowest of equal ones, to `ids[0]`, and makes `batch` that
 * token's. Two dispatches.
 */
export function recordArgmax(
  recorder: Recorder<unknown>,
  to: { batch: GPUBuffer; logits: Activation; parts: GPUBuffer; ids: GPUBuffer; everyRow: boolean },
  groupSize: number,
): void {
  const { batch, logits, parts, ids, everyRow } = to;
  const each = Math.max(minEach, 2 ** Math.ceil(Math.log2(logits.width / (groupSize * maxGroups))));
  const groups = Math.ceil(logits.width / (groupSize * each));
  recorder.dispatch(
    sourceOf(argmaxParts, { group_size: groupSize, each }, {}),
    { batch, logits: logits.binding, parts },
    { width: logits.width, every_row: everyRow ? 1 : 0 },
    { x: groups, y: 1 },
  );
  recorder.dispatch(
    sourceOf(argmax, { group_size: groupSize }, {}),
    { parts, ids, batch },
    { count: groups },
    { x: 1, y: 1 },
  );
}
