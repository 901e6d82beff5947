import { Tensor } from 'onnxruntime-web/jspi';
import { cacheNames, type FloatType } from '../../../src/onnx/decoder.ts';
import type { CacheKind } from '../job.ts';
import { floatBytes } from './model/floats.ts';
import { shape } from './model/shape.ts';

type Tensors = Record<string, Tensor>;

/** The keys and values of all layers, on the GPU. */
export interface KvCache {
  /** Inputs of the next run. */
  feeds(): Tensors;
  /** Outputs of the next run that have a buffer beforehand. */
  bound(): Tensors;
  /** Receives the outputs of a run. */
  advance(outputs: Tensors): void;
  dispose(): void;
}

export interface CacheOptions {
  device: GPUDevice;
  type: FloatType;
  layers: number;
  /** Number of tokens that a shared cache has room for. A growing one ignores it. */
  capacity: number;
}

export function createCache(kind: CacheKind, options: CacheOptions): KvCache {
  return kind === 'growing' ? growingCache(options) : sharedCache(options);
}

/** As in transformers.js: each run returns new, longer buffers, and the old ones are released. */
function growingCache({ type, layers }: CacheOptions): KvCache {
  const names = cacheNames(layers);
  const empty = type === 'float16' ? new Uint16Array() : new Float32Array();
  let held: Tensors = Object.fromEntries(
    names.map(({ past }) => [past, new Tensor(type, empty, [1, shape.kvHeads, 0, shape.headDim])]),
  );
  const dispose = () => {
    for (const tensor of Object.values(held)) tensor.dispose();
  };
  return {
    feeds: () => held,
    bound: () => ({}),
    advance(outputs) {
      dispose();
      held = Object.fromEntries(names.map(({ past, present }) => [past, outputs[present]!]));
    },
    dispose,
  };
}

/** As in ONNX Runtime GenAI: a run reads and writes buffers of full length in place. */
function sharedCache({ device, type, layers, capacity }: CacheOptions): KvCache {
  const names = cacheNames(layers);
  const dims = [1, shape.kvHeads, capacity, shape.headDim];
  const size = dims.reduce((product, extent) => product * extent, floatBytes[type]);
  const buffers = names.map(({ past }) =>
    device.createBuffer({
      label: past,
      size,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
    }),
  );
  const tensors = buffers.map((buffer) => Tensor.fromGpuBuffer(buffer, { dataType: type, dims }));
  const named = (key: 'past' | 'present') => Object.fromEntries(names.map((name, i) => [name[key], tensors[i]!]));
  return {
    feeds: () => named('past'),
    bound: () => named('present'),
    advance() {},
    dispose() {
      for (const buffer of buffers) buffer.destroy();
    },
  };
}
