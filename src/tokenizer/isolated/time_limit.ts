/** Milliseconds between two looks at the work. */
const beatMs = 500;

/**
 * `work`, unless it takes longer than `ms`: then `late` is called, which has to end it. Beats are counted, and not time: in a page that
 * was frozen, none has passed.
 */
export async function within<T>(ms: number, work: Promise<T>, late: () => void): Promise<T> {
  let left = Math.ceil(ms / beatMs);
  const timer = setInterval(() => {
    left -= 1;
    if (left === 0) late();
  }, beatMs);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
