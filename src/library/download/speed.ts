/** Milliseconds over which the speed is taken. */
const span = 5000;

/** The speed of a download over its last seconds. */
export class Speed {
  readonly #arrivals: { at: number; bytes: number }[] = [];

  constructor(readonly now: () => number) {}

  add(bytes: number): void {
    this.#arrivals.push({ at: this.now(), bytes });
  }

  /** Null until bytes have arrived for a while. */
  get bytesPerSecond(): number | null {
    const now = this.now();
    while (this.#arrivals.length > 0 && this.#arrivals[0]!.at < now - span) this.#arrivals.shift();
    const [first, ...others] = this.#arrivals;
    if (!first || now - first.at < 200) return null;
    // The first bytes came before the time that is measured.
    return (others.reduce((sum, { bytes }) => sum + bytes, 0) / (now - first.at)) * 1000;
  }
}
