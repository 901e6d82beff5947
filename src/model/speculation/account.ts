/** Plain tokens that have to be timed before speculation can be said to pay. */
const minPlain = 16;
/** So many plain tokens stand for the present pace: a longer context makes it slower. */
const remembered = 256;
/** Latest ids that have to stand before the guessed ones: at first, and at most. */
const [minEvidence, maxEvidence] = [4, 64];
/** What was gained is remembered up to the time of so many plain tokens: a good text does not pay for a long bad one. */
const maxCredit = 32;

/** Tokens and the milliseconds that they took. */
interface Span {
  tokens: number;
  ms: number;
}

/** What all trials so far amount to. */
interface Standing {
  /** Milliseconds saved in all. */
  gainMs: number;
  /** Milliseconds that trials may lose. */
  creditMs: number;
  /** The most that a trial has cost. */
  worstMs: number;
  /** Ids of evidence that the next trial needs. */
  evidence: number;
}

/**
 * Says whether speculation pays, from what it has cost and saved so far. What it saves is reckoned at the pace of plain decoding. A trial
 * is a run of batches that were right, and the one that was not, with what the GPU then takes to get going again. Trials are made on
 * credit: a share of the time spent, and what earlier trials gained, up to a limit. So a drafter that is always wrong costs that share
 * at most, whatever evidence it claims, and one trial; and one that becomes wrong costs the limit more. Each trial that lost asks for
 * more evidence than the one before.
 */
export class SpeculationAccount {
  #plain: Span = { tokens: 0, ms: 0 };
  /** Tokens since the trial began. */
  #trial: Span = { tokens: 0, ms: 0 };
  /** Without the trial that is not entered yet. */
  #standing: Standing = { gainMs: 0, creditMs: 0, worstMs: 0, evidence: minEvidence };

  /** `maxShare`: of the time spent, what may be lost. */
  constructor(private readonly maxShare = 0.03) {}

  /** Milliseconds saved in all, by trials that are over; negative where they cost some. */
  get gainMs(): number {
    return this.#standing.gainMs;
  }

  /** A token is known `ms` after the one before it. */
  token(ms: number, speculative: boolean): void {
    const { creditMs } = this.#standing;
    this.#standing = { ...this.#standing, creditMs: Math.min(this.#limitMs, creditMs + this.maxShare * ms) };
    if (speculative) {
      this.#trial = added(this.#trial, ms);
      return;
    }
    this.end();
    const plain = added(this.#plain, ms);
    this.#plain = plain.tokens < remembered ? plain : { tokens: plain.tokens / 2, ms: plain.ms / 2 };
  }

  /** Enters the trial that is over, if one is. */
  end(): void {
    this.#standing = this.#entered();
    this.#trial = { tokens: 0, ms: 0 };
  }

  /**
   * Whether a trial may begin on `matched` ids of evidence: even one as costly as the worst has credit. The trial before counts
   * as far as it is known.
   */
  mayTry(matched: number): boolean {
    const { creditMs, worstMs, evidence } = this.#entered();
    return this.#plain.tokens >= minPlain && matched >= evidence && Math.min(worstMs, this.#limitMs) <= creditMs;
  }

  get #paceMs(): number {
    return this.#plain.tokens === 0 ? 0 : this.#plain.ms / this.#plain.tokens;
  }

  get #limitMs(): number {
    return maxCredit * this.#paceMs;
  }

  /** What all trials amount to, with the one that is not entered yet. */
  #entered(): Standing {
    const { tokens, ms } = this.#trial;
    if (tokens === 0 || this.#plain.tokens === 0) return this.#standing;
    const gain = tokens * this.#paceMs - ms;
    const { gainMs, creditMs, worstMs, evidence } = this.#standing;
    return {
      gainMs: gainMs + gain,
      creditMs: Math.min(this.#limitMs, creditMs + gain),
      worstMs: Math.max(worstMs, -gain),
      evidence: gain < 0 ? Math.min(maxEvidence, 2 * evidence) : Math.max(minEvidence, evidence / 2),
    };
  }
}

function added({ tokens, ms }: Span, more: number): Span {
  return { tokens: tokens + 1, ms: ms + more };
}
