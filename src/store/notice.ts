import { createStore } from 'zustand/vanilla';

/** What a person can do about a notice. */
export interface Remedy {
  label: string;
  run: () => void;
}

export interface NoticeState {
  /** One line about something that went wrong outside the chat, until it is dismissed. */
  text: string | null;
  remedy: Remedy | null;
  show: (text: string, remedy?: Remedy) => void;
  dismiss: () => void;
}

export function createNotice() {
  return createStore<NoticeState>()((set) => ({
    text: null,
    remedy: null,
    show: (text, remedy) => set({ text, remedy: remedy ?? null }),
    dismiss: () => set({ text: null, remedy: null }),
  }));
}

export type NoticeStore = ReturnType<typeof createNotice>;
