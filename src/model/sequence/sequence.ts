import type { Batch } from '../../gpu/recording.ts';
import { SeenIds } from '../sampling/seen_ids.ts';

/** Where a token is sampled. */
export type Sampler = 'cpu' | 'gpu';

/** The GPU buffers that say where a sequence stands. A write takes effect after everything submitted before it. */
export interface SequenceMemory {
  writeBatch(batch: Batch): void;
  /** The ids that the next pass runs. */
  writeIds(ids: readonly number[]): void;
  /** Words of the set of seen ids: `count` of them, from word `first` on. */
  writeSeen(words: Uint32Array<ArrayBuffer>, first: number, count: number): void;
}

/**
 * Where one sequence of tokens stands. Nothing else knows: what runs, samples or shows tokens asks here, and reports here.
 *
 * A token of the prompt is {@link append}ed. A token of the answer is submitted for sampling ({@link sample}), run
 * ({@link advance}) and learnt ({@link learn}). Where the GPU samples, several tokens may be sampled and run before the
 * first is learnt: the sampler writes id, position and seen ids on the GPU as the next pass needs them, and this class
 * keeps account of that, so that it writes only what the GPU does not have already.
 *
 * Ids that will probably be sampled can be {@link propose}d: they run at once, as if they were known, and a token is sampled
 * behind each. What is learnt then says how far the guess was right.
 */
export class Sequence {
  /** Every id that is known or assumed here: those in the cache, then at most one that was sampled and has not run. */
  readonly #known: number[] = [];
  /** How many of those are known. The others were proposed, and the tokens sampled in their places are not learnt yet. */
  #certain = 0;
  /** Tokens submitted for sampling whose ids are neither known nor assumed here. */
  #pending = 0;
  /** Positions that the cache holds once everything submitted has run. */
  #cached = 0;
  #lastBatch: Batch = { start: 0, tokens: 1 };
  /** What the GPU takes for the batch once everything submitted has run; null before the first write. */
  #batchOnGpu: Batch | null = null;
  /** Tokens of the present answer that were submitted for sampling, and what sampled the last of them. */
  #sampled = 0;
  #sampler: Sampler = 'cpu';
  #asksSeen = false;
  /** What the GPU takes for seen once every pending id is known, in answers that ask what was seen. */
  readonly #seen: SeenIds;

  constructor(
    private readonly memory: SequenceMemory,
    readonly capacity: number,
    vocabulary: number,
  ) {
    this.#seen = new SeenIds(vocabulary);
  }

  /** The tokens whose keys and values the cache holds, as far as they are known. */
  get ids(): readonly number[] {
    return this.#known.slice(0, this.length);
  }

  /** How many {@link ids} there are. */
  get length(): number {
    return Math.min(this.#cached, this.#certain);
  }

  /** All that the model has seen once nothing is pending: what a repetition penalty applies to. */
  get context(): readonly number[] {
    return this.#known.slice(0, this.#certain);
  }

  /** Ids that were proposed, and are not learnt yet. */
  get assumed(): number {
    return this.#known.length - this.#certain;
  }

  /** Tokens submitted for sampling whose ids are neither known nor assumed. */
  get pending(): number {
    return this.#pending;
  }

  /** Positions still free. */
  get room(): number {
    return this.capacity - this.#cached;
  }

  /** The batch that was run last, whose logits are to be sampled from. */
  get lastBatch(): Batch {
    return this.#lastBatch;
  }

  /** Tokens of the present answer that were submitted for sampling, at any time. */
  get sampled(): number {
    return this.#sampled;
  }

  /** Submits `ids` to be run after what the cache holds. */
  append(ids: readonly number[]): Batch {
    if (this.#known.length + this.#pending !== this.#cached) throw new Error('a sampled token has not been run');
    const batch = this.#run(ids.length);
    this.memory.writeIds(ids);
    this.#known.push(...ids);
    this.#certain = this.#known.length;
    return batch;
  }

  /** Submits the token that was sampled last to be run, whether or not its id is known yet. */
  advance(): Batch {
    if (this.#known.length + this.#pending === this.#cached)
      throw new Error('no token was sampled that has not been run');
    return this.#run(1);
  }

  /** Points the GPU at the last position once more, without running it. Rewind before going on. */
  revisit(): Batch {
    const batch = { start: this.length - 1, tokens: 1 };
    this.#place(batch);
    return batch;
  }

  /**
   * Begins an answer to {@link ids}, or goes on with one of which they hold `resumed` tokens already; `asksSeen` where the sampler
   * looks at the ids that were seen.
   */
  beginAnswer(asksSeen: boolean, resumed: number): void {
    this.#sampled = resumed;
    this.#asksSeen = asksSeen;
    this.#tellSeen();
  }

  #tellSeen(): void {
    if (!this.#asksSeen) return;
    this.#seen.reset(this.context);
    this.memory.writeSeen(this.#seen.words, 0, this.#seen.words.length);
  }

  /** Whether `sampler` may sample before the pending tokens are known: only the GPU after the GPU. */
  maySample(sampler: Sampler): boolean {
    return this.#pending === 0 || (sampler === 'gpu' && this.#sampler === 'gpu');
  }

  /** Submits the next token to be sampled, from the logits of {@link lastBatch}. Says which of the answer it is, from 0. */
  sample(sampler: Sampler): number {
    if (!this.maySample(sampler)) throw new Error('the tokens before have to be known');
    this.#sampler = sampler;
    this.#pending += 1;
    // The kernel moves the batch on to the token that it sampled.
    if (sampler === 'gpu') this.#batchOnGpu &&= { start: this.#batchOnGpu.start + this.#batchOnGpu.tokens, tokens: 1 };
    return this.#sampled++;
  }

  /** The batch that {@link propose} makes of `count` ids. */
  proposal(count: number): Batch {
    return { start: this.#cached, tokens: this.#known.length + count - this.#cached };
  }

  /**
   * Submits the ids that will probably be sampled next to be run, after the token sampled last, and a token to be sampled behind each that
   * runs. The first of them stand for what is pending. Returns the batch, and which token of the answer is sampled first, from 0.
   */
  propose(ids: readonly number[]): { batch: Batch; step: number } {
    const { tokens } = this.proposal(ids.length);
    if (ids.length < this.#pending || tokens < 1) throw new Error('nothing is proposed to be run');
    if (this.#sampler !== 'gpu') throw new Error('only the GPU samples several tokens at once');
    this.#known.push(...ids);
    this.#pending = 1;
    const step = this.#sampled;
    this.#sampled += tokens;
    const toRun = this.#known.slice(this.#cached);
    const batch = this.#run(tokens);
    this.memory.writeIds(toRun);
    this.#batchOnGpu = { start: batch.start + tokens, tokens: 1 };
    return { batch, step };
  }

  /**
   * Receives the id of the oldest token submitted for sampling. Returns false where another one was assumed: then everything submitted
   * after it is forgotten, and nothing of it may be learnt.
   */
  learn(id: number): boolean {
    const assumed = this.#known[this.#certain];
    if (assumed === undefined) {
      this.#pending -= 1;
      this.#known.push(id);
    }
    this.#certain += 1;
    const word = this.#seen.add(id);
    if (assumed !== undefined && assumed !== id) {
      this.#disprove(id);
      return false;
    }
    if (this.#sampler === 'cpu') {
      this.memory.writeIds([id]);
      this.memory.writeSeen(this.#seen.words, word, 1);
    }
    return true;
  }

  /** The last certain token is `id`, and not what was assumed and run. */
  #disprove(id: number): void {
    const at = this.#certain - 1;
    this.#sampled -= this.#known.length + this.#pending - this.#certain;
    this.#known.length = at;
    this.#known.push(id);
    this.#pending = 0;
    this.#cached = at;
    this.memory.writeIds([id]);
    this.#tellSeen();
  }

  /** Forgets everything after the first `count` {@link ids}, and what is pending: nothing of it may be learnt any more. */
  rewind(count: number): void {
    this.#known.length = this.#cached = this.#certain = Math.min(count, this.length);
    this.#pending = 0;
  }

  #run(tokens: number): Batch {
    if (tokens > this.room) throw new Error('more tokens than the context holds');
    const batch = { start: this.#cached, tokens };
    this.#place(batch);
    this.#cached += tokens;
    this.#lastBatch = batch;
    return batch;
  }

  /** A write is a copy and a wait in front of every token, so only what differs is written. */
  #place(batch: Batch): void {
    const now = this.#batchOnGpu;
    if (now?.start !== batch.start || now.tokens !== batch.tokens) this.memory.writeBatch(batch);
    this.#batchOnGpu = batch;
  }
}
