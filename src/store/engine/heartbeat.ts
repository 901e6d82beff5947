/** How often a worker that owes something is asked for a sign of life, in ms. */
const beatMs = 1000;
/** Beats without an answer after which it counts as silent: within five seconds. Beats, because a frozen page has none. */
const patience = 4;

/**
 * Watches a worker while it owes an answer. A busy GPU is no silence: the worker's event loop answers all the same.
 * docs/decisions/080-silent-worker.md
 *
 * @returns a function that takes what is owed
 */
export function createHeartbeat(ping: () => Promise<unknown>, onSilent: (silent: boolean) => void) {
  let owed = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  let waiting = false;
  /** Whether it has answered once: before, its script may still be on its way. */
  let met = false;
  let unanswered = 0;

  async function ask(): Promise<void> {
    waiting = true;
    await ping();
    waiting = false;
    met = true;
    if (unanswered >= patience) onSilent(false);
    unanswered = 0;
  }

  function beat(): void {
    if (!waiting) return void ask();
    if (met) unanswered += 1;
    if (unanswered === patience) onSilent(true);
  }

  return async <T>(answer: Promise<T>): Promise<T> => {
    owed += 1;
    if (owed === 1) timer = setInterval(beat, beatMs);
    if (!met && !waiting) void ask();
    try {
      return await answer;
    } finally {
      owed -= 1;
      if (owed === 0) clearInterval(timer);
    }
  };
}
