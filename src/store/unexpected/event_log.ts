/** The last things that happened, by names of the program's own: nothing in it is a person's text. */
export class EventLog {
  readonly #events: string[] = [];

  constructor(
    /** Milliseconds since the page was opened. */
    private readonly now: () => number,
    private readonly most = 50,
  ) {}

  add(name: string): void {
    this.#events.push(`${(this.now() / 1000).toFixed(1).padStart(8)} s  ${name}`);
    if (this.#events.length > this.most) this.#events.shift();
  }

  /** In the order in which they happened. */
  lines(): readonly string[] {
    return [...this.#events];
  }
}
