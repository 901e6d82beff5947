import { createStore } from 'zustand/vanilla';
import type { Installed } from '../offline/page.ts';

export interface UpdateState {
  /** A new version of the page that has been fetched and waits; null when there is none or it was dismissed. */
  waiting: Installed | null;
  /** Opens the page anew with the new version. */
  reload: () => Promise<void>;
  dismiss: () => void;
}

interface Parts {
  /** Calls back for every new version. */
  install: (onWaiting: (installed: Installed) => void) => Promise<void>;
  reload: () => void;
}

export function createUpdate({ install, reload }: Parts) {
  return createStore<UpdateState>()((set, get) => {
    void install((waiting) => set({ waiting }));
    return {
      waiting: null,
      async reload() {
        await get().waiting?.activate();
        reload();
      },
      dismiss: () => set({ waiting: null }),
    };
  });
}
