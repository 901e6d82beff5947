/** Plain tokens that have to be timed before speculation can be said to pay. */
const minPlain = 16;
/** So many plain tokens stand for the present pace: a longer context makes it slower. */
const remembered = 256;
/** Latest ids that have to stand before the guessed ones: at first, and at most. */
const [minEvidence, maxEvidence] = [4, 64];

/** Tokens and the milliseconds that they took. */
interface Span {
  tokens: number;
  ms: number;
}

/**
 * Says whether speculation pays, from what it has cost and saved so far. What it saves is reckoned at the pace of plain decoding. A trial
 * is a run of batches that were right, and the one that was not. Trials that lose are made only as long as all of them together cost no
 * more than a share of the time spent, and each asks for more evidence than the one before.
 */
export class SpeculationAccount {
  #plain: Span = { tokens: 0, ms: 0 };
  /** Tokens since the last plain one. */
  #trial: Span = { tokens: 0, ms: 0 };
  #elapsedMs = 0;
  #gainMs = 0;
  /** The most that a trial has cost. */
  #worstMs = 0;
  #evidence = minEvidence;

  /** `maxShare`: of the time spent, what may be lost. */
  constructor(private readonly maxShare = 0.03) {}

  /** Milliseconds saved in all, by trials that are over; negative where they cost some. */
  get gainMs(): number {
    return this.#gainMs;
  }

  /** A token is known `ms` after the one before it. */
  token(ms: number, speculative: boolean): void {
    this.#elapsedMs += ms;
    if (speculative) {
      this.#trial = added(this.#trial, ms);
      return;
    }
    this.end();
    const plain = added(this.#plain, ms);
    this.#plain = plain.tokens < remembered ? plain : { tokens: plain.tokens / 2, ms: plain.ms / 2 };
  }

  /** Enters the trial that is over. */
  end(): void {
    const { tokens, ms } = this.#trial;
    if (tokens === 0 || this.#plain.tokens === 0) return;
    const gain = (tokens * this.#plain.ms) / this.#plain.tokens - ms;
    this.#gainMs += gain;
    this.#worstMs = Math.max(this.#worstMs, -gain);
    this.#evidence = gain < 0 ? Math.min(maxEvidence, 2 * this.#evidence) : Math.max(minEvidence, this.#evidence / 2);
    this.#trial = { tokens: 0, ms: 0 };
  }

  /** Whether a trial may begin on `matched` ids of evidence: even as costly as the worst one, all are within the share. */
  mayTry(matched: number): boolean {
    return (
      this.#plain.tokens >= minPlain &&
      matched >= this.#evidence &&
      this.#worstMs - this.#gainMs <= this.maxShare * this.#elapsedMs
    );
  }
}

function added({ tokens, ms }: Span, more: number): Span {
  return { tokens: tokens + 1, ms: ms + more };
}
