import { maxFew } from '../../vocabulary/batch_shape.ts';
import type { Sequence } from '../sequence/sequence.ts';
import type { SpeculationAccount } from './account.ts';

/** Tokens of the first batch of a trial: as many as a workgroup takes. */
const firstBatch = 4;
/** Batches in flight at once, as soon as one has been right. */
const maxBatches = 3;

/** Guesses the ids of an answer. */
export interface Drafting {
  /** How many of the latest ids speak for the guess. */
  readonly matched: number;
  /** Receives the id that follows all before. */
  push(id: number): void;
  /** `count` guessed ids, after the first `skipped` of them; none where nothing is expected. */
  draft(skipped: number, count: number): number[];
}

/** What an answer is speculated with. */
export interface Speculation {
  account: SpeculationAccount;
  drafter: Drafting;
}

/** What speculation did in an answer. */
export interface SpeculationFigures {
  /** Ids that were proposed, and how many of them were then sampled. */
  proposed: number;
  accepted: number;
  /** Milliseconds saved, reckoned at the pace of plain decoding. */
  gainMs: number;
}

/** Decides which ids of an answer are proposed: batch after batch of what a drafter guesses, while they are right. */
export class Speculator {
  /** Batches that were submitted and are not learnt yet. */
  #inFlight = 0;
  /** Batches of this trial that were right; null between trials. */
  #right: number | null = null;
  /** Whether the GPU ran empty, so that the next token waits for a round trip. */
  #refilling = false;
  #proposed = 0;
  #accepted = 0;
  #lastAt: number | null = null;
  readonly #gainBefore: number;

  /** Begins an answer to what `sequence` holds. */
  constructor(
    private readonly sequence: Sequence,
    private readonly speculation: Speculation,
  ) {
    this.#gainBefore = speculation.account.gainMs;
  }

  /** Whether nothing may be submitted until a batch in flight turns out right. */
  get waits(): boolean {
    return this.#inFlight > 0 && this.#inFlight >= Math.min(maxBatches, 1 + (this.#right ?? 0));
  }

  /** The ids to propose next, as many as make a batch of at most `most` tokens; none where no guess is likely to pay. */
  next(most: number): number[] {
    const { sequence } = this;
    const { account, drafter } = this.speculation;
    if (this.#right === null && (this.#refilling || !account.mayTry(drafter.matched))) return [];
    const tokens = Math.min(most, this.#right ? maxFew : firstBatch);
    return tokens < 2 ? [] : drafter.draft(sequence.assumed, tokens - sequence.proposal(0).tokens);
  }

  /** `ids` were proposed. */
  submitted(ids: readonly number[]): void {
    if (this.#right === null) this.speculation.account.end();
    this.#right ??= 0;
    this.#inFlight += 1;
    this.#proposed += ids.length;
  }

  /** A plain token was submitted, with nothing before it in flight where the GPU ran `dry`. */
  submittedPlain(dry: boolean): void {
    this.#right = null;
    this.#refilling ||= dry;
  }

  /** `id` was sampled, and known at `now` in milliseconds; `assumed` where it had been proposed. */
  learnt(id: number, assumed: boolean, now: number): void {
    const { account, drafter } = this.speculation;
    drafter.push(id);
    if (assumed) this.#accepted += 1;
    if (this.#lastAt !== null) account.token(now - this.#lastAt, this.#inFlight > 0 || this.#refilling);
    this.#lastAt = now;
    if (this.#inFlight === 0) this.#refilling = false;
  }

  /** All of a batch is learnt, and none of it was wrong. */
  wasRight(): void {
    this.#inFlight -= 1;
    if (this.#right !== null) this.#right += 1;
  }

  /** Something else was sampled: no batch in flight counts any more. */
  wasWrong(): void {
    this.#inFlight = 0;
    this.#right = null;
  }

  /** Ends the answer. */
  end(): SpeculationFigures {
    const { account } = this.speculation;
    account.end();
    return { proposed: this.#proposed, accepted: this.#accepted, gainMs: account.gainMs - this.#gainBefore };
  }
}
