import type { Batch } from '../../gpu/recording.ts';

/**
 * What the GPU is told of where a batch stands. A draw there makes it that of the next token, so that a token which follows one needs
 * no write: a write is a copy and a wait in front of every token.
 */
export class BatchPlace {
  /** What it is once all that was submitted has run. */
  #now: Batch | null = null;

  constructor(
    private readonly queue: GPUQueue,
    private readonly buffer: GPUBuffer,
  ) {}

  set(batch: Batch): void {
    if (this.#now?.start !== batch.start || this.#now.tokens !== batch.tokens) {
      this.queue.writeBuffer(this.buffer, 0, Uint32Array.of(batch.start, batch.tokens));
    }
    this.#now = batch;
  }

  /** With a draw on the GPU. */
  moved(): void {
    this.#now &&= { start: this.#now.start + this.#now.tokens, tokens: 1 };
  }
}
