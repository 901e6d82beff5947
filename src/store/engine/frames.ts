export type Schedule = (run: () => void) => void;

/** Runs at the next frame. A hidden page gets no frames: what waits runs when the page is visible again. */
export const eachFrame: Schedule = (run) => void requestAnimationFrame(run);

/**
 * Delivers the latest of many values once a frame. A worker streams faster than a screen can show, and drawing each token
 * alone would make the page slower than the model.
 */
export function latestPerFrame<T>(deliver: (value: T) => void, schedule: Schedule) {
  let waiting: { value: T } | null = null;
  const flush = () => {
    const due = waiting;
    waiting = null;
    if (due) deliver(due.value);
  };
  return {
    push(value: T): void {
      const idle = waiting === null;
      waiting = { value };
      if (idle) schedule(flush);
    },
    /** Delivers what waits for the next frame now. */
    flush,
  };
}
