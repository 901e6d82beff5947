import type { State } from './automaton.ts';

/** What no document begins with. */
export const dead = -1;
const unknown = -2;

/** All that a text may be so far: a set of places in the automaton, each with what comes behind it. */
interface Position {
  /** State and stack in one number. */
  places: readonly number[];
  complete: boolean;
  /** By byte, the position after it, as far as it is known. */
  next: Int32Array;
}

/**
 * Matches bytes. Positions of the automaton are found as they are needed, and each is a number from then on: an equal text so far, or one
 * that leaves the same to come, has the same number.
 */
export class Matcher {
  readonly #states: readonly State[];
  readonly #positions: Position[] = [];
  readonly #byPlaces = new Map<string, number>();
  /** What comes behind a rule, and the stack below. Stack 0 is the empty one. */
  readonly #stacks: { behind: number; below: number }[] = [{ behind: 0, below: 0 }];
  readonly #byStack = new Map<number, number>();

  /** The position before the first byte, or {@link dead} where nothing matches. */
  readonly start: number;

  constructor(states: readonly State[]) {
    this.#states = states;
    this.start = this.#intern([0]);
  }

  /** How many positions are known. */
  get size(): number {
    return this.#positions.length;
  }

  /** The position after one more byte, or {@link dead}. */
  next(position: number, byte: number): number {
    const from = this.#positions[position]!;
    const known = from.next[byte]!;
    return known === unknown ? (from.next[byte] = this.#step(from, byte)) : known;
  }

  /** The position after `bytes`, or {@link dead}. */
  after(position: number, bytes: Uint8Array): number {
    let at = position;
    for (let i = 0; i < bytes.length && at !== dead; i += 1) at = this.next(at, bytes[i]!);
    return at;
  }

  /** Whether the text so far is a whole document. */
  isComplete(position: number): boolean {
    return this.#positions[position]!.complete;
  }

  #step({ places }: Position, byte: number): number {
    const reached: number[] = [];
    for (const place of places) {
      const state = place % this.#states.length;
      for (const { from, to, next } of this.#states[state]!.bytes) {
        if (byte >= from && byte <= to) reached.push(place - state + next);
      }
    }
    return reached.length === 0 ? dead : this.#intern(reached);
  }

  /** The number of the position that `reached` leads to without a byte. */
  #intern(reached: readonly number[]): number {
    const count = this.#states.length;
    const seen = new Set(reached);
    const waiting = [...reached];
    let complete = false;
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      const state = place % count;
      const stack = (place - state) / count;
      const { free, calls, ends } = this.#states[state]!;
      const onwards = free.map((each) => each + stack * count);
      for (const { rule, behind } of calls) onwards.push(rule + this.#push(behind, stack) * count);
      if (ends && stack === 0) complete = true;
      else if (ends) onwards.push(this.#stacks[stack]!.behind + this.#stacks[stack]!.below * count);
      for (const each of onwards) {
        if (seen.has(each)) continue;
        seen.add(each);
        waiting.push(each);
      }
    }
    const places = [...seen].filter((place) => this.#states[place % count]!.bytes.length > 0).toSorted((a, b) => a - b);
    if (places.length === 0 && !complete) return dead;
    const key = `${complete ? '.' : ''}${places.join()}`;
    const known = this.#byPlaces.get(key);
    if (known !== undefined) return known;
    this.#positions.push({ places, complete, next: new Int32Array(256).fill(unknown) });
    this.#byPlaces.set(key, this.#positions.length - 1);
    return this.#positions.length - 1;
  }

  #push(behind: number, below: number): number {
    const key = behind + below * this.#states.length;
    const known = this.#byStack.get(key);
    if (known !== undefined) return known;
    this.#stacks.push({ behind, below });
    this.#byStack.set(key, this.#stacks.length - 1);
    return this.#stacks.length - 1;
  }
}
