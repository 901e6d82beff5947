/** Runs the last of several calls in a row, once they have paused for 300 ms. */
export function debounced(): (run: () => void) => void {
  let timer = 0;
  return (run) => {
    clearTimeout(timer);
    timer = window.setTimeout(run, 300);
  };
}
