import { env, InferenceSession, Tensor } from 'onnxruntime-web/jspi';
import { cacheNames, type FloatType } from '../../../src/onnx/decoder.ts';
import type { CacheKind, Model } from '../job.ts';
import { createCache, type KvCache } from './cache.ts';
import { buildQwen3 } from './model/qwen3.ts';

/** A session of one model. */
export class Decoder {
  private constructor(
    readonly model: Model,
    readonly type: FloatType,
    readonly capacity: number,
    readonly session: InferenceSession,
    readonly device: GPUDevice,
  ) {}

  /** @param capacity the number of tokens that a conversation may have */
  static async create(model: Model, type: FloatType, capacity: number): Promise<Decoder> {
    const { bytes, externalData } = buildQwen3(model, type, capacity);
    const session = await InferenceSession.create(bytes, {
      executionProviders: ['webgpu'],
      externalData: await Promise.all(externalData.map(async ({ path, make }) => ({ path, data: await make() }))),
      preferredOutputLocation: Object.fromEntries(
        cacheNames(model.layers).map(({ present }) => [present, 'gpu-buffer']),
      ),
    });
    return new Decoder(model, type, capacity, session, await env.webgpu.device);
  }

  start(kind: CacheKind): Conversation {
    const { model, type, capacity, device } = this;
    return new Conversation(this.session, createCache(kind, { device, type, layers: model.layers, capacity }));
  }

  release(): Promise<void> {
    return this.session.release();
  }
}

/** Consecutive runs of a session on one cache, which starts empty. */
export class Conversation {
  #length = 0;

  constructor(
    readonly session: InferenceSession,
    readonly cache: KvCache,
  ) {}

  /**
   * Runs the model on the next tokens. Resolves when the output is on the CPU.
   *
   * @returns the token that ArgMax chose; without ArgMax an arbitrary one, since sampling is not the runtime's work
   */
  async run(tokens: BigInt64Array): Promise<bigint> {
    this.#length += tokens.length;
    const feeds = {
      input_ids: new Tensor('int64', tokens, [1, tokens.length]),
      seqlens_k: new Tensor('int32', Int32Array.of(this.#length - 1), [1]),
      total_sequence_length: new Tensor('int32', Int32Array.of(this.#length), [1]),
      ...this.cache.feeds(),
    };
    const free = Object.fromEntries(this.session.outputNames.map((name) => [name, null]));
    const outputs = await this.session.run(feeds, { ...free, ...this.cache.bound() });
    this.cache.advance(outputs);
    const { token } = outputs;
    return token ? (token.data as BigInt64Array)[0]! : 1n;
  }

  end(): void {
    this.cache.dispose();
  }
}
