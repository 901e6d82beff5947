interface Persisted {
  persist: { getOptions: () => { name?: string }; rehydrate: () => void | Promise<void> };
}

/**
 * Takes over what other tabs store. A store is written whole, so a tab with an older state would undo what another one changed.
 */
export function followOtherTabs({ persist }: Persisted): void {
  // Browsers tell the other tabs alone.
  window.addEventListener('storage', ({ key }) => {
    if (key === persist.getOptions().name) void persist.rehydrate();
  });
}
