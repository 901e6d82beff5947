import { DynamicCache } from '@huggingface/transformers';
import { forward } from './forward.ts';
import type { Library } from './library.ts';

/** Tokens that run at once: a stop waits for no more. */
const chunk = 64;

/** Lets what has been sent to this worker in: WebAssembly runs without giving way. */
const giveWay = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });

/** Runs the model on consecutive ids, and keeps its cache. */
export class Decoder {
  #cache = new DynamicCache();
  #ids: number[] = [];
  /** Whether the job in progress is to end. */
  #stopped = false;

  constructor(private readonly model: Library['model']) {}

  stop(): void {
    this.#stopped = true;
  }

  /** Begins a job on `ids`: the cache stays if all that it holds is their beginning. @returns how many ids it holds */
  async begin(ids: readonly number[]): Promise<number> {
    this.#stopped = false;
    const kept = this.#ids.length < ids.length && this.#ids.every((id, at) => id === ids[at]);
    if (!kept) await this.restart();
    return this.#ids.length;
  }

  /** Begins a job with an empty cache. */
  async restart(): Promise<void> {
    this.#stopped = false;
    await this.#cache.dispose();
    this.#cache = new DynamicCache();
    this.#ids = [];
  }

  /**
   * Runs what `ids` have beyond the cache.
   *
   * @param onRows receives logits, [rows, vocabulary], as they come, and the position of the first of so many rows
   * @returns the logits of the last id; null where it was stopped
   */
  async run(
    ids: readonly number[],
    { from = ids.length - 1, onRows, onTokens }: Running = {},
  ): Promise<Float32Array | null> {
    let last: Float32Array | null = null;
    while (this.#ids.length < ids.length) {
      const start = this.#ids.length;
      const next = ids.slice(start, start + chunk);
      const kept = Math.max(1, Math.min(next.length, start + next.length - from));
      const rows = await this.#forward(next, kept);
      const width = rows.length / kept;
      last = rows.subarray((kept - 1) * width);
      if (start + next.length > from) onRows?.(rows, kept, start + next.length - kept);
      onTokens?.(this.#ids.length);
      await giveWay();
      if (this.#stopped) return null;
    }
    return last;
  }

  async #forward(ids: readonly number[], kept: number): Promise<Float32Array> {
    const outputs = await forward(this.model, ids, kept, { tokens: this.#ids.length, cache: this.#cache });
    const present = Object.entries(outputs).filter(([name]) => name.startsWith('present.'));
    this.#cache.update(
      Object.fromEntries(present.map(([name, value]) => [name.replace('present', 'past_key_values'), value])),
    );
    this.#ids.push(...ids);
    return outputs.logits!.data as Float32Array;
  }
}

interface Running {
  /** The first position whose logits are wanted; the last one without. */
  from?: number;
  onRows?: (logits: Float32Array, rows: number, position: number) => void;
  /** Told how many ids are in the cache. */
  onTokens?: (tokens: number) => void;
}
