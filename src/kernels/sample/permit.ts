import type { Recorder } from '../../gpu/recording.ts';
import permit from '../../../shaders/sample/permit.wgsl';
import { sourceOf } from '../compose.ts';
import type { Activation } from '../operands.ts';

const groupSize = 64;

/** u32 values of a mask: a bit for every id. */
export function maskWords(width: number): number {
  return Math.ceil(width / 32);
}

/**
 * Writes the logits of the batch's last token to `permitted`, f32 [vocabulary]: -infinity for those without a bit in `mask`. One
 * dispatch.
 */
export function recordPermit(
  recorder: Recorder<unknown>,
  to: { batch: GPUBuffer; logits: Activation; mask: GPUBuffer; permitted: GPUBuffer; everyRow: boolean },
): void {
  const { batch, logits, mask, permitted, everyRow } = to;
  recorder.dispatch(
    sourceOf(permit, { group_size: groupSize }, {}),
    { batch, logits: logits.binding, mask, permitted },
    { width: logits.width, every_row: everyRow ? 1 : 0 },
    { x: Math.ceil(maskWords(logits.width) / groupSize), y: 1 },
  );
}
