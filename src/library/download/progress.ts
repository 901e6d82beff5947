import type { Failure } from '../../result.ts';
import type { Doing } from '../notices.ts';
import type { Platform } from '../platform.ts';

/** Milliseconds between two reports. */
const reportEvery = 250;
/** Milliseconds over which the speed is taken. */
const span = 5000;

/** What a download tells of itself while it runs. */
export class Progress {
  readonly #arrivals: { at: number; bytes: number }[] = [];
  #reportedAt = 0;
  /** Why a file is fetched anew. */
  #note: Failure | null = null;

  constructor(
    readonly platform: Platform,
    readonly report: (doing: Doing) => void,
  ) {
    this.#tell();
  }

  arrived(bytes: number): void {
    this.#arrivals.push({ at: this.platform.now(), bytes });
    if (this.platform.now() - this.#reportedAt >= reportEvery) this.#tell();
  }

  note(why: Failure): void {
    this.#note = why;
    this.#tell();
  }

  /** The source tries again in so many milliseconds. */
  waits(failure: Failure, waitMs: number): void {
    this.#arrivals.length = 0;
    // The first bytes after it are told at once.
    this.#reportedAt = 0;
    this.report({ state: 'retrying', failure, retryAt: this.platform.now() + waitMs, bytesPerSecond: null });
  }

  #tell(): void {
    this.#reportedAt = this.platform.now();
    const bytesPerSecond = this.#bytesPerSecond();
    this.report({ state: 'downloading', failure: this.#note, retryAt: null, bytesPerSecond });
  }

  /** Null until bytes have arrived for a while. */
  #bytesPerSecond(): number | null {
    const now = this.platform.now();
    while (this.#arrivals.length > 0 && this.#arrivals[0]!.at < now - span) this.#arrivals.shift();
    const [first, ...others] = this.#arrivals;
    if (!first || now - first.at < reportEvery) return null;
    // The first bytes came before the time that is measured.
    return (others.reduce((sum, { bytes }) => sum + bytes, 0) / (now - first.at)) * 1000;
  }
}
