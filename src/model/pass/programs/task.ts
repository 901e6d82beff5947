import { UncompiledSteps } from '../../../gpu/recording.ts';

/** A promise that can be asked whether it has settled. Whoever awaits `result` sees a failure; otherwise it is suppressed. */
export class Task<T> {
  #over = false;

  constructor(readonly result: Promise<T>) {
    const end = () => {
      this.#over = true;
    };
    result.then(end, end);
  }

  /** Whether `result` was fulfilled or rejected. */
  get over(): boolean {
    return this.#over;
  }
}

/**
 * What `make` makes for `key`, made once. Where that fails for want of memory, the next who asks has it made again; what does not compile
 * never will.
 */
export function taskOf<T>(tasks: Map<string, Task<T>>, key: string, make: () => Promise<T>): Task<T> {
  const known = tasks.get(key);
  if (known) return known;
  const made = new Task(make());
  tasks.set(key, made);
  made.result.catch((error: unknown) => {
    if (!(error instanceof UncompiledSteps) && tasks.get(key) === made) tasks.delete(key);
  });
  return made;
}
