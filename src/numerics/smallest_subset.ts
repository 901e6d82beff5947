/**
 * A minimal subset of `all` that is still bad: a single element where one is bad alone, otherwise a set from which none can be
 * removed. Null where all together are not bad.
 */
export async function smallestSubset<T>(
  all: readonly T[],
  isBad: (some: readonly T[]) => Promise<boolean>,
): Promise<T[] | null> {
  if (!(await isBad(all))) return null;
  if (all.length > 1) {
    for (const one of all) if (await isBad([one])) return [one];
  }
  let left = [...all];
  for (const one of all) {
    const without = left.filter((other) => other !== one);
    if (left.length > 2 && (await isBad(without))) left = without;
  }
  return left;
}
