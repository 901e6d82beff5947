import type { Drafting } from './speculator.ts';

/** Neighbouring ids that have to stand somewhere before, so that what followed them there is a guess. */
const gram = 3;

/**
 * Guesses the ids that come next from the ids of a conversation: what followed the last place where its latest ids stood before. Text that
 * quotes, edits or repeats is guessed well, and a guess costs nothing but a look-up (Saxena, "Prompt Lookup Decoding", 2023).
 */
export class Drafter implements Drafting {
  readonly #ids: number[] = [];
  /** Where what follows the latest ids begins, by those ids. */
  readonly #after = new Map<string, number>();
  /** What is expected to come next stands here; null where nothing is. */
  #source: number | null = null;
  #matched = 0;

  constructor(ids: readonly number[]) {
    for (const id of ids) this.push(id);
  }

  /** How many of the latest ids stand before the guessed ones, too. */
  get matched(): number {
    return this.#matched;
  }

  push(id: number): void {
    if (this.#source !== null && this.#ids[this.#source] === id) {
      this.#source += 1;
      this.#matched += 1;
    } else {
      this.#source = null;
      this.#matched = 0;
    }
    this.#ids.push(id);
    if (this.#ids.length < gram) return;
    const latest = this.#ids.slice(-gram).join();
    if (this.#source === null) {
      this.#source = this.#after.get(latest) ?? null;
      if (this.#source !== null) this.#matched = this.#agreeing(this.#source);
    }
    this.#after.set(latest, this.#ids.length);
  }

  /** `count` guessed ids, after the first `skipped` of them; empty where nothing is expected. A guess may repeat itself. */
  draft(skipped: number, count: number): number[] {
    if (this.#source === null) return [];
    const period = this.#ids.length - this.#source;
    return Array.from({ length: count }, (_, n) => this.#ids[this.#source! + ((skipped + n) % period)]!);
  }

  /** How many ids before `source` are the latest ones. */
  #agreeing(source: number): number {
    let count = 0;
    while (count < source && this.#ids[source - 1 - count] === this.#ids[this.#ids.length - 1 - count]) count += 1;
    return count;
  }
}
