/** The contract between the benchmark's page and the tool that drives it. */

/** How matrices are stored: 4 bits in blocks of 32 along the input (MatMulNBits), or dense f16 (MatMul). */
export type WeightFormat = 'q4' | 'f16';

/** One ONNX model and session. */
export interface Model {
  weights: WeightFormat;
  /**
   * `accuracy_level` of MatMulNBits: 0 as most exports have it, 4 allows 8-bit activations, which is faster in some
   * shapes. Dense weights have 0.
   */
  accuracyLevel: 0 | 4;
  /** What a run hands back: all logits, as transformers.js has it, or the id that ArgMax in the graph chose. */
  output: 'logits' | 'argmax';
  layers: number;
}

/** Where keys and values of a step go: to new, longer buffers, or to the buffers that the earlier ones are in. */
export type CacheKind = 'growing' | 'shared';

/** Type of activations, embedding and cache. f16 is what people use; adapters without shader-f16 have f32 only. */
export type FloatType = 'float16' | 'float32';

export interface Job {
  model: Model;
  activations: FloatType;
  /** Tokens in the cache when decoding begins. */
  contexts: number[];
  /** Prompt lengths. */
  prefill: number[];
}

/** Milliseconds by the page's clock over `count` runs. */
export interface Spread {
  median: number;
  /** A tenth of the runs was at least this slow. */
  p90: number;
  count: number;
}

export interface Measurement {
  cache: CacheKind;
  /** Dispatches of one decoded token. */
  dispatches: number;
  /** A token each run, from the call to its output on the CPU. */
  decode: { context: number; ms: Spread }[];
  /** A whole prompt each run, likewise. */
  prefill: { tokens: number; ms: Spread }[];
}

export interface Environment {
  /** Of onnxruntime-web. */
  runtime: string;
  adapter: { vendor: string; architecture: string; device: string; description: string; features: string[] };
}

export interface PeerPage {
  /** Waits for an adapter; null when there is none. */
  describe(): Promise<Environment | null>;
  /** Makes the model of random weights and measures it with both kinds of cache. Once a page, after `describe`. */
  measure(job: Job): Promise<Measurement[]>;
}

declare global {
  interface Window {
    /** Set by the page. */
    peer: PeerPage;
  }
}
