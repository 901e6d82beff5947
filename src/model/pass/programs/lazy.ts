/** Something that is made when it is first asked for, and again where that failed: there may be room by then. */
export class Lazy<T> {
  #made: Promise<T> | null = null;

  constructor(private readonly make: () => Promise<T>) {}

  get(): Promise<T> {
    this.#made ??= this.make().catch((error: unknown) => {
      this.#made = null;
      throw error;
    });
    return this.#made;
  }

  /** Frees what was made, once it is. */
  drop(free: (made: T) => void): void {
    void this.#made?.then(free, () => {});
  }
}
