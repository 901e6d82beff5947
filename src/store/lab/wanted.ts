/** Whether something is on: as long as anybody wants it. Returns a function that wants it, which returns the one that lets it go. */
export function wanted(apply: (on: boolean) => void): () => () => void {
  let wanting = 0;
  const count = (more: number) => {
    const before = wanting > 0;
    wanting += more;
    if (wanting > 0 !== before) apply(wanting > 0);
  };
  return () => {
    count(1);
    return () => count(-1);
  };
}
