export type Schedule = (run: () => void) => void;

/** Once a frame. A hidden page gets no frames: what waits then is drawn when the page is seen again. */
export const eachFrame: Schedule = (run) => void requestAnimationFrame(run);

/**
 * Hands on the latest of many values once a frame. A worker streams faster than a screen can show, and drawing each token
 * by itself would make the page slower than the model.
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
    /** Delivers now what waits for the next frame. */
    flush,
  };
}
