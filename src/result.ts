/** What can go wrong without being a bug. The UI chooses its picture by this, the words are in the message. */
export type FailureKind =
  | 'no-webgpu'
  | 'adapter-too-small'
  | 'out-of-memory'
  | 'device-lost'
  | 'worker-crashed'
  | 'bad-checkpoint'
  /** A kernel that this browser does not compile. */
  | 'bad-kernel'
  | 'unreachable'
  /** A file at its place is another one than when it was first read. What was read of it must be read anew. */
  | 'changed'
  /** The device has no room left for what is to be kept. */
  | 'disk-full'
  /** This browser, or this window, keeps no files for a page. */
  | 'no-storage'
  | 'no-tokenizer'
  | 'bad-request'
  /** A person stopped it: nothing is wrong. */
  | 'stopped';

/** An expected failure: `message` is one line that says what is wrong, where, and what to do about it. */
export interface Failure {
  kind: FailureKind;
  message: string;
  /** What a person can choose instead, where that is the remedy. */
  choices?: string[];
}

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/**
 * Carries a {@link Failure} up to the nearest {@link attempt}; anything else that is thrown is a bug. Its message is one line, whatever
 * it quotes.
 */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    const message = oneLine(failure.message);
    super(message);
    this.name = 'Refusal';
    this.failure = { ...failure, message };
  }
}

export function refuse(kind: FailureKind, message: string, choices?: string[]): never {
  throw new Refusal(choices ? { kind, message, choices } : { kind, message });
}

/** Runs `work` and turns a {@link Refusal} into a value, so that it can cross the worker's boundary. */
export async function attempt<T>(work: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, failure: error.failure };
    throw error;
  }
}

/** `text` on one line, without characters that would end or reorder the line. */
export function oneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}
