/** A promise that can be asked whether it is over. Its failure is for who awaits `result`, and lost where nobody does. */
export class Task<T> {
  #over = false;

  constructor(readonly result: Promise<T>) {
    const end = () => {
      this.#over = true;
    };
    result.then(end, end);
  }

  /** Whether `result` is there, or has failed. */
  get over(): boolean {
    return this.#over;
  }
}
