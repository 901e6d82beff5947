const names = ['dispatchWorkgroups', 'dispatchWorkgroupsIndirect'] as const;

/** The number of dispatches that the page records during `run`, in any library. */
export async function countDispatches(run: () => Promise<unknown>): Promise<number> {
  const { prototype } = GPUComputePassEncoder;
  const originals = names.map((name) => Object.getOwnPropertyDescriptor(prototype, name)!);
  let count = 0;
  for (const [i, original] of originals.entries()) {
    function counted(this: unknown, ...given: unknown[]): void {
      count += 1;
      Reflect.apply(original.value, this, given);
    }
    Object.defineProperty(prototype, names[i]!, { ...original, value: counted });
  }
  try {
    await run();
  } finally {
    originals.forEach((original, i) => Object.defineProperty(prototype, names[i]!, original));
  }
  return count;
}
