/**
 * The life of something that work waits for: a worker, a device. A promise of its end would keep every reaction to it, with all that those
 * refer to, for as long as it lasts; this forgets them when the work is done.
 */
export class Lifetime<Reason> {
  /** For what happens once at the end. */
  readonly ended: Promise<Reason>;
  #announce!: (reason: Reason) => void;
  #end: { reason: Reason } | null = null;
  readonly #waiting = new Set<(reason: Reason) => void>();

  constructor() {
    this.ended = new Promise((resolve) => (this.#announce = resolve));
  }

  get isOver(): boolean {
    return this.#end !== null;
  }

  /** The result of `work`. Rejects with the reason once this has ended: then nothing is begun, and what goes on is ignored. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    let refuse!: (reason: Reason) => void;
    const over = new Promise<never>((_, reject) => (refuse = reject));
    if (this.#end) {
      refuse(this.#end.reason);
      return over;
    }
    this.#waiting.add(refuse);
    try {
      return await Promise.race([work(), over]);
    } finally {
      this.#waiting.delete(refuse);
    }
  }

  /** The first reason counts. */
  end(reason: Reason): void {
    if (this.#end) return;
    this.#end = { reason };
    for (const refuse of this.#waiting) refuse(reason);
    this.#announce(reason);
  }
}
