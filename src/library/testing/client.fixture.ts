/** A tab or worker of a fake browser. Once killed, nothing that it asked for is ever answered: as after SIGKILL, no `finally` runs. */
export class FakeClient {
  #alive = true;
  readonly #onKill = new Set<() => void>();
  #steps = 0;
  #lastStep = Number.POSITIVE_INFINITY;

  constructor(
    /** From 0 up to 1. */
    readonly random: () => number,
  ) {}

  get alive(): boolean {
    return this.#alive;
  }

  /** Steps taken so far. */
  get steps(): number {
    return this.#steps;
  }

  /** Dies at the given step from now. */
  dieAfter(steps: number): void {
    this.#lastStep = this.#steps + steps;
  }

  kill(): void {
    this.#alive = false;
    for (const clean of this.#onKill) clean();
  }

  onKill(clean: () => void): void {
    this.#onKill.add(clean);
  }

  /** Every operation begins with a step, which takes a while, or forever. */
  async step(): Promise<void> {
    this.count();
    for (let turns = Math.floor(this.random() * 3); turns > 0; turns--) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (!this.#alive) await new Promise<never>(() => {});
  }

  /** A step of an operation that takes no time. */
  count(): void {
    if (++this.#steps >= this.#lastStep && this.#alive) this.kill();
  }
}
