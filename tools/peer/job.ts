/** The contract between the benchmark's page and the tool that drives it. */
import type { FloatType } from '../../src/onnx/decoder.ts';

/** How matrices are stored: 4-bit blocks of 32 along the input (MatMulNBits), or dense f16 (MatMul). */
export type WeightFormat = 'q4' | 'f16';

/** One ONNX model and session. */
export interface Model {
  weights: WeightFormat;
  /**
   * `accuracy_level` of MatMulNBits. Most exports have 0. 4 allows 8-bit activations, which is faster for some shapes. 0
   * for dense weights.
   */
  accuracyLevel: 0 | 4;
  /** What a run returns: all logits, as in transformers.js, or the id that an ArgMax in the graph chose. */
  output: 'logits' | 'argmax';
  layers: number;
}

/** Where a run writes its keys and values: to new, longer buffers, or to the buffers that hold the earlier ones. */
export type CacheKind = 'growing' | 'shared';

export interface Job {
  model: Model;
  /** People use f16. Adapters without shader-f16 have f32 only. */
  activations: FloatType;
  /** Numbers of tokens in the cache when decoding begins. */
  contexts: number[];
  /** Prompt lengths. */
  prefill: number[];
}

/** Milliseconds on the page's clock over `count` runs. */
export interface Spread {
  median: number;
  /** A tenth of the runs took at least this long. */
  p90: number;
  count: number;
}

export interface Measurement {
  cache: CacheKind;
  /** Dispatches of one decoded token. */
  dispatches: number;
  /** Each run decodes one token. It is timed from the call to the output on the CPU. */
  decode: { context: number; ms: Spread }[];
  /** Each run reads a whole prompt, timed in the same way. */
  prefill: { tokens: number; ms: Spread }[];
}

export interface Environment {
  /** The version of onnxruntime-web. */
  runtime: string;
  adapter: { vendor: string; architecture: string; device: string; description: string; features: string[] };
}

export interface PeerPage {
  /** Waits for an adapter. Null when there is none. */
  describe(): Promise<Environment | null>;
  /** Builds the model with random weights and measures it with both kinds of cache. Call it once per page, after `describe`. */
  measure(job: Job): Promise<Measurement[]>;
}

declare global {
  interface Window {
    /** Set by the page. */
    peer: PeerPage;
  }
}
