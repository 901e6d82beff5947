/** A promise that can be asked whether it has settled. Whoever awaits `result` sees a failure; otherwise it is suppressed. */
export class Task<T> {
  #over = false;

  constructor(readonly result: Promise<T>) {
    const end = () => {
      this.#over = true;
    };
    result.then(end, end);
  }

  /** Whether `result` was fulfilled or rejected. */
  get over(): boolean {
    return this.#over;
  }
}
