import type { Recorder } from '../gpu/recording.ts';
import type { BatchShape } from '../vocabulary/batch_shape.ts';
import type { AdapterTraits } from './adapter_traits.ts';
import type { SplitBuffers } from './products/split_buffers.ts';

/** Which neighbouring steps run as one kernel. */
export interface Joins {
  /** `attention` does the norms and rotations of `rope`, and appends to the cache. */
  ropeAttention: boolean;
  /** `attn_out` merges what the splits of `attention` write. */
  attentionOut: boolean;
}

/** Where plain operations are recorded, and the buffer that describes the batch they will run for. */
export interface PlainContext {
  recorder: Recorder<unknown>;
  batch: GPUBuffer;
}

/** What a step's kernels are recorded with. `Sizes` are those that the step's functions read from the tuning. */
export interface Context<Sizes = object> extends PlainContext {
  tuning: AdapterTraits & Sizes;
  shape: BatchShape;
  joins: Joins;
  /** What products by subgroup matrices read; null if there are none. */
  split: SplitBuffers | null;
}
