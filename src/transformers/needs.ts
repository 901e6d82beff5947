/** What transformers.js takes of memory, told before it is started. */
import type { ModelConfig } from '../model/families/model_config.ts';
import type { RuntimeDevice } from '../vocabulary/runtime_devices.ts';

/** WebAssembly addresses no more: ONNX Runtime's builds have 32-bit pointers. */
export const wasmLimit = 2 ** 32;

/** ONNX Runtime's own code and buffers, and what a batch of tokens computes. */
const overhead = 2 ** 28;

export interface Needs {
  /** Weights in f32. */
  weights: number;
  /** What it takes at most while it is started: the weights as they were read, and as ONNX Runtime keeps them. */
  atStart: number;
  /** What lies within WebAssembly's limit. */
  inWasm: number;
  /** The largest tensor, which the GPU has to bind whole. */
  largestTensor: number;
}

/** In bytes. `parameters` are those of the weights, `context` the most tokens of a conversation. */
export function needsOf(
  { parameters, config }: { parameters: number; config: ModelConfig },
  context: number,
  device: RuntimeDevice,
): Needs {
  const { vocabSize, hiddenSize, layers, kvHeads, headDim, tied } = config;
  const weights = 4 * parameters;
  const table = 4 * vocabSize * hiddenSize;
  // A run writes the cache anew, beside the one before.
  const cache = 2 * (2 * 4 * layers * kvHeads * headDim * context);
  // Products take a matrix in another order: a tied embedding is there twice.
  const held = weights + (tied ? table : 0) + cache;
  return {
    weights,
    atStart: weights + held + overhead,
    inWasm: device === 'wasm' ? held + overhead : overhead,
    largestTensor: table,
  };
}

/** Why transformers.js cannot run a model on a device; null where nothing is known against it. */
export type Obstacle = 'wasm' | 'binding';

export function obstacleOf(needs: Needs, device: RuntimeDevice, maxBindingBytes: number): Obstacle | null {
  if (device === 'wasm') return needs.inWasm > wasmLimit ? 'wasm' : null;
  return needs.largestTensor > maxBindingBytes ? 'binding' : null;
}
